import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { type ReactNode, useId, useState } from 'react';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Icon } from '../ui/icons';
import { words } from './words';

export const Card = styled('section')`
  border: 1px solid var(--line); border-radius: 10px; background: var(--surface); padding: 13px 16px 14px; min-width: 0;
  & > header { display: flex; align-items: center; gap: 2px; flex-wrap: wrap; }
  & h2 { font: var(--cs-font-subtitle2); margin-right: auto; }
  & .lead { color: var(--text-2); margin: 2px 0 10px; }
  & .numbers { overflow: auto; max-height: 340px; }
  & table { width: 100%; border-collapse: collapse; font-size: 12px; line-height: 17px; }
  & th { text-align: left; font-weight: 500; color: var(--text-2); position: sticky; top: 0; background: var(--surface); }
  & th, & td { padding: 5px 10px 5px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
  & th.n, & td.n { text-align: right; white-space: nowrap; }
  & tbody th { color: var(--text); font-weight: 400; }
  @media (max-width: 760px) { border-radius: 0; border-inline: 0; }
`;

/** A table's columns by their titles, and its rows; the first cell names the row. */
export interface Numbers {
  columns: string[];
  rows: (string | number)[][];
}

interface ChartCardProps {
  title: string;
  /** What the chart shows, in a sentence. */
  says: ReactNode;
  /** The same for those who don't see it. */
  label: string;
  numbers: Numbers;
  csv: string | undefined;
  /** Nothing to draw. */
  empty?: string | false;
  query: { isPending: boolean; error: unknown; data: unknown; refetch: () => unknown };
  foot?: ReactNode;
  children: () => ReactNode;
}

/** A chart that says first what it shows, with its numbers one press away as a table and as CSV. */
export function ChartCard({ title, says, label, numbers, csv, empty, query, foot, children }: ChartCardProps) {
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const body = () => {
    if (query.isPending) return <LoadingRows rows={4} />;
    if (query.error && !query.data) return <ErrorBlank error={query.error} retry={() => query.refetch()} />;
    if (empty) return <p className="lead">{empty}</p>;
    return (
      <>
        <p className="lead">{says}</p>
        {asTable ? (
          <NumberTable title={title} {...numbers} />
        ) : (
          <>
            <div role="img" aria-label={label}>
              {children()}
            </div>
            {foot}
          </>
        )}
      </>
    );
  };
  return (
    <Card aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <Button
          variant="text"
          size="small"
          onClick={() => setAsTable(!asTable)}
          aria-label={asTable ? words.chartOf(title) : words.tableOf(title)}
        >
          <Icon name={asTable ? 'chart' : 'log'} size={14} /> {asTable ? words.chart : words.table}
        </Button>
        {csv && <CsvLink title={title} href={csv} />}
      </header>
      {body()}
    </Card>
  );
}

/** Takes the very numbers on screen along. */
export function CsvLink({ title, href }: { title: string; href: string }) {
  return (
    <Button variant="text" size="small" component="a" href={href} download aria-label={words.csvOf(title)}>
      <Icon name="download" size={14} /> {words.csv}
    </Button>
  );
}

/** A figure's numbers as a table that scrolls by itself. */
export function NumberTable({ title, columns, rows }: Numbers & { title: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="numbers" tabIndex={0} aria-label={words.numbersOf(title)}>
      <table>
        <thead>
          <tr>
            {columns.map((column, n) => (
              <th key={column} scope="col" className={n > 0 ? 'n' : undefined}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest]) => (
            <tr key={String(first)}>
              <th scope="row">{first}</th>
              {rest.map((cell, n) => (
                <td key={columns[n + 1]} className="n">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
