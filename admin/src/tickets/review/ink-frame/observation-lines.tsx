import { styled } from '@mui/material/styles';
import { fullTime } from '../../../words/time';
import { visible } from '../../../words/visible';
import { useReview } from '../review-context';
import type { Sights } from '../signed-content';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const Field = styled('span')`
  display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline;
  & s { color: var(--text-3); text-decoration-color: var(--cs-palette-state-rejected); text-decoration-thickness: 1.5px; }
  & b { font-weight: 600; }
`;

const text = (value: unknown) => visible(typeof value === 'string' ? value : JSON.stringify(value));

/** What was seen of the preconditions when this revision was made: signed with the call, and read again before it runs. */
export function ObservationLines() {
  const { signed, seen } = useReview();
  if (!signed?.conditional) return null;
  if (!signed.observation) {
    return (
      <div>
        <dt>{words.mustHold}</dt>
        <dd>
          {words.notSeenYet}
          <i className="end" ref={seen.watch('seen')} />
        </dd>
      </div>
    );
  }
  const { asOf, seen: sights } = signed.observation;
  return Object.entries(sights).map(([name, { watch, show }], n) => (
    <div key={name}>
      <dt className="mono">{visible(name)}</dt>
      <dd>
        <Fields of={name} fields={watch} watched />
        <Fields of={name} fields={show} />
        {n === 0 && <span className="faint small">{words.seenAsOf(fullTime(asOf))}</span>}
        <i className="end" ref={seen.watch(`seen.${name}`)} />
      </dd>
    </div>
  ));
}

function Fields({ of, fields, watched = false }: { of: string; fields: Sights[string]['watch']; watched?: boolean }) {
  const { revisions, revision } = useTicket();
  const made = revisions.find((one) => one.revision === revision);
  return Object.entries(fields).map(([field, value]) => {
    const change = made?.changes.find(({ path }) => path === `preconditions.${of}.${field}`);
    return (
      <Field key={field}>
        <span className="mono faint">{visible(field)}</span>
        {watched ? <b>{text(value)}</b> : <span>{text(value)}</span>}
        {change && change.from !== null && (
          <span className="faint small">
            {words.was(revision - 1)} <s>{text(change.from)}</s>
          </span>
        )}
        {watched && <span className="faint small">{words.mustStay}</span>}
      </Field>
    );
  });
}
