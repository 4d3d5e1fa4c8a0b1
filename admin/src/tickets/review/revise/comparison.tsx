import { styled } from '@mui/material/styles';
import type { Arguments } from '../../../api-types';
import { Shown } from '../../../ui/shown';
import { money } from '../../../words/money';
import { WordDiff } from './word-diff';
import { words } from './words';

const Table = styled('table')`
  width: 100%; border-collapse: collapse; table-layout: fixed; font-size: 13px; line-height: 19px;
  & th { text-align: left; font-weight: 600; padding: 4px 12px 6px 0; } & th:first-of-type { width: 128px; }
  & td { vertical-align: top; padding: 8px 12px 8px 0; border-top: 1px solid var(--line); }
  & td:first-of-type { font: var(--cs-font-code); color: var(--text-3); overflow-wrap: anywhere; }
  & caption { text-align: left; color: var(--text-2); padding-bottom: 8px; }
  @media (max-width: 760px) { & th:first-of-type { width: 84px; } }
`;

export interface Side {
  answer: string;
  args: Arguments;
}

interface ComparisonProps {
  before: Side;
  after: Side;
  revision: number;
}

const show = (args: Arguments, name: string) => {
  const value = args[name];
  if (value === undefined) return '';
  const amount = /amount_?minor$/i.test(name) ? money(value, args.currency) : null;
  const text = JSON.stringify(value, null, 2);
  return amount ? `${amount} ${text}` : text;
};

/** Both revisions side by side: only what differs, word by word. */
export function Comparison({ before, after, revision }: ComparisonProps) {
  const names = [...new Set([...Object.keys(before.args), ...Object.keys(after.args)])];
  const rows = names.map((name) => ({ name, from: show(before.args, name), to: show(after.args, name) }));
  // A changed currency changes what the amount means, even where its digits stay.
  const changed = [...rows, { name: words.draft, from: before.answer, to: after.answer }].filter(
    ({ from, to }) => from !== to,
  );
  return (
    <Table>
      <thead>
        <tr>
          <th scope="col" aria-label={words.arguments} />
          <th scope="col">{words.before(revision)}</th>
          <th scope="col">{words.after(revision + 1)}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ name, from, to }) => (
          <tr key={name}>
            <td>
              <Shown text={name} />
            </td>
            <td>
              <WordDiff before={from} after={to} side="before" />
            </td>
            <td>
              <WordDiff before={from} after={to} side="after" />
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
