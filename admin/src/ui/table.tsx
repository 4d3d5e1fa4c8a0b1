import { styled } from '@mui/material/styles';
import { words } from './words';

/** Rows where people scan: hairlines, a head that stays, and on a phone one card a row with each cell's name before it. */
export const Table = styled('table')`
  width: 100%; border-collapse: collapse; font-size: 13px; line-height: 19px;
  & th { position: sticky; top: 0; z-index: 1; text-align: left; font-weight: 500; font-size: 12px; color: var(--text-2); background: var(--canvas); height: 30px; padding: 0 12px; box-shadow: inset 0 -1px var(--line), inset 0 1px var(--line); white-space: nowrap; }
  & td { padding: 11px 12px; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
  & tr > :first-of-type { padding-left: 24px; } & tr > :last-child { padding-right: 24px; }
  & tbody tr:hover { background: var(--hover); }
  & td.tight { white-space: nowrap; } & td.end { text-align: right; white-space: nowrap; }
  @media (max-width: 760px) {
    & thead { display: none; } &, & tbody { display: block; }
    & tr { display: grid; grid-template-columns: 1fr auto; gap: 2px 12px; padding: 12px 16px; border-bottom: 1px solid var(--line); }
    & td, & td.end { display: block; grid-column: 1 / 3; border: 0; padding: 0 !important; text-align: left; white-space: normal !important; }
    & td.when { grid-area: 1 / 2; color: var(--text-3); } & td.when + td { grid-area: 1 / 1; }
    & td[data-label]:not(:empty)::before { content: attr(data-label) '  '; color: var(--text-3); font-size: 12px; }
  }
`;

interface TableHeadProps {
  titles: readonly string[];
  /** The last column holds what can be done with a row. */
  acts?: boolean;
}

export const TableHead = ({ titles, acts }: TableHeadProps) => (
  <thead>
    <tr>
      {titles.map((title) => (
        <th key={title} scope="col">
          {title}
        </th>
      ))}
      {acts && (
        <th scope="col">
          <span className="hidden">{words.acts}</span>
        </th>
      )}
    </tr>
  </thead>
);
