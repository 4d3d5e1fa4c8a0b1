import Button from '@mui/material/Button';
import type { Witness } from '../api-types';
import { serverNow } from '../platform/clock';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { moment } from '../words/time';
import { visible } from '../words/visible';
import { words } from './words';

interface WitnessRowProps {
  witness: Witness;
  /** Entries that the newest checkpoint covers, where that is known. */
  sealed: number | undefined;
  /** Left out for who may only look. */
  onEnd?: (witness: Witness) => void;
}

/** A witness, its key, and how far it has seen the log. */
export function WitnessRow({ witness, sealed, onEnd }: WitnessRowProps) {
  const { name, verifierKey, addedByName, addedAt, endedAt } = witness;
  const now = serverNow();
  return (
    <tr>
      <td>
        <b>
          <Shown text={name} />
        </b>{' '}
        {endedAt && (
          <Tag state="expired" icon="barred">
            {words.endedOn(moment(endedAt, now))}
          </Tag>
        )}
        <br />
        <span className="faint small mono" style={{ overflowWrap: 'anywhere' }}>
          <Shown text={verifierKey} />
        </span>
      </td>
      <td data-label={words.columns.saw}>
        <Saw witness={witness} sealed={sealed} />
      </td>
      <td data-label={words.columns.added}>
        <Shown text={words.addedBy(addedByName, moment(addedAt, now))} />
      </td>
      {onEnd && (
        <td className="end">
          {!endedAt && (
            <Button size="small" onClick={() => onEnd(witness)} aria-label={`${words.end}: ${visible(name)}`}>
              {words.end}
            </Button>
          )}
        </td>
      )}
    </tr>
  );
}

function Saw({ witness: { sawSize, sawAt, endedAt }, sealed }: Pick<WitnessRowProps, 'witness' | 'sealed'>) {
  if (sawSize === null || !sawAt) return <span className="faint">{words.never}</span>;
  // One that has ended is behind for ever, which says nothing.
  const behind = endedAt || sealed === undefined ? undefined : Math.max(0, sealed - sawSize);
  return (
    <>
      {words.saw(sawSize, moment(sawAt, serverNow()))}
      {behind !== undefined && <div className="faint small">{behind === 0 ? words.allSeen : words.behind(behind)}</div>}
    </>
  );
}
