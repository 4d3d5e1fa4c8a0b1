import { styled } from '@mui/material/styles';
import { Findings, Shown } from '../../../ui/shown';
import { fullTime } from '../../../words/time';
import { useReview } from '../review-context';
import { Sentinels } from '../sentinels';
import type { Sights } from '../signed-content';
import { useTicket } from '../use-ticket';
import { words } from '../words';

const Field = styled('span')`
  display: flex; flex-wrap: wrap; gap: 0 8px; align-items: baseline;
  & s { color: var(--text-3); text-decoration-color: var(--cs-palette-state-rejected); text-decoration-thickness: 1.5px; }
  & b { font-weight: 600; }
`;

const text = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

/** What was seen of the preconditions when this revision was made: signed with the call, and read again before it runs. */
export function ObservationLines() {
  const { signed } = useReview();
  if (!signed?.conditional) return null;
  if (!signed.observation) {
    return (
      <div>
        <dt>{words.mustHold}</dt>
        <dd>
          {words.notSeenYet}
          <Sentinels part="seen" />
        </dd>
      </div>
    );
  }
  const { asOf, seen: sights } = signed.observation;
  return Object.entries(sights).map(([name, { watch, show }], n) => (
    <div key={name}>
      <dt className="mono">
        <Shown text={name} />
      </dt>
      <dd>
        <Fields of={name} fields={watch} watched />
        <Fields of={name} fields={show} />
        {n === 0 && <span className="faint small">{words.seenAsOf(fullTime(asOf))}</span>}
        <Sentinels part={`seen.${name}`} />
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
        <span className="mono faint">
          <Shown text={field} />
        </span>
        {watched ? (
          <b>
            <Shown text={text(value)} />
          </b>
        ) : (
          <span>
            <Shown text={text(value)} />
          </span>
        )}
        {change && change.from !== null && (
          <span className="faint small">
            {words.was(revision - 1)}{' '}
            <s>
              <Shown text={text(change.from)} />
            </s>
          </span>
        )}
        {watched && <span className="faint small">{words.mustStay}</span>}
        <Findings exact={[field, text(value)]} />
      </Field>
    );
  });
}
