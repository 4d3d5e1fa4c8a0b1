import { styled } from '@mui/material/styles';
import { Findings, Shown } from '../../../ui/shown';
import { money } from '../../../words/money';
import { amountOf } from '../../decision';
import { useReview } from '../review-context';
import { useTicket } from '../use-ticket';
import { words } from '../words';
import { LongValue } from './long-value';

const Amount = styled('span')`
  font-size: 20px; line-height: 24px; font-weight: 660; letter-spacing: -.01em; margin-right: 8px;
`;

const Was = styled('span')`
  display: block; color: var(--text-3); font-size: 12px; line-height: 17px;
  & s { text-decoration-color: var(--cs-palette-state-rejected); text-decoration-thickness: 1.5px; }
`;

const text = (value: unknown) => JSON.stringify(value, null, 2);

/** One argument on its own line, as its bytes say it; an amount also as money. It is watched: see seen-arguments. */
export function ArgumentLine({ name, value }: { name: string; value: unknown }) {
  const { signed } = useReview();
  const amount = signed && amountOf(signed.arguments);
  const isAmount = amount?.key === name;
  return (
    <div>
      <dt className="mono">
        <Shown text={name} />
      </dt>
      <dd>
        {isAmount && <Amount>{amount.text}</Amount>}
        <LongValue part={`args.${name}`} text={text(value)} className={isAmount ? 'mono faint' : 'mono'} />
        <Findings exact={[name, text(value)]} />
        <Before name={name} />
      </dd>
    </div>
  );
}

/** What the revision before said, where this one says something else. */
function Before({ name }: { name: string }) {
  const { revisions, revision } = useTicket();
  const { signed } = useReview();
  const made = revisions.find((one) => one.revision === revision);
  const change = made?.changes.find(
    ({ path }) => path.split(/[./]/).filter(Boolean).at(-1) === name && /arguments/.test(path),
  );
  if (!made || !change) return null;
  const before = money(change.from, signed?.arguments.currency) ?? text(change.from ?? null);
  return (
    <Was>
      {words.was(revision - 1)}{' '}
      <s>
        <Shown text={/amount_?minor$/i.test(name) ? before : text(change.from ?? null)} />
      </s>
      , <Shown text={words.changedBy(made.madeBy.name)} />
    </Was>
  );
}
