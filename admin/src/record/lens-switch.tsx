import { styled } from '@mui/material/styles';
import { Link, useLocation } from 'react-router-dom';
import { words } from './words';

export type Lens = 'decisions' | 'entries';

const paths: Record<Lens, string> = { decisions: '/decisions', entries: '/audit-log' };

const Switch = styled('nav')`
  display: flex; gap: 2px; padding: 0 24px; border-bottom: 1px solid var(--line); margin-bottom: 12px;
  & a { padding: 6px 10px 8px; color: var(--text-2); text-decoration: none; font-weight: 540; border-bottom: 2px solid transparent; margin-bottom: -1px; }
  & a:hover { color: var(--text); }
  & a[aria-current] { color: var(--text); border-color: var(--text); }
  @media (max-width: 760px) { padding-inline: 16px; & a { padding-block: 10px; } }
  @media print { display: none; }
`;

/** Two ways of looking at what one search finds; switching keeps the search. */
export function LensSwitch({ lens }: { lens: Lens }) {
  const { search } = useLocation();
  return (
    <Switch aria-label={words.lensesLabel}>
      {(Object.keys(paths) as Lens[]).map((one) => (
        <Link key={one} to={paths[one] + search} aria-current={one === lens ? 'page' : undefined}>
          {words.lenses[one]}
        </Link>
      ))}
    </Switch>
  );
}
