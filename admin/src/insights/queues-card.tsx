import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { Link } from 'react-router-dom';
import type { QueueFigures } from '../api-types';
import { serverNow } from '../platform/clock';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { roughly } from '../words/time';
import { Card, CsvLink } from './chart-card';
import { number, share, targetOf, took } from './labels';
import { csvHref, type Scope, useInsight } from './use-insight';
import { words } from './words';

const Table = styled('table')`
  & td.alarm { color: var(--cs-palette-state-pending); font-weight: 600; } & td small { display: block; font-weight: 400; }
  && tbody th { font-weight: 560; }
  @media (max-width: 760px) {
    & thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    & tr { display: block; padding: 6px 0 8px; border-bottom: 1px solid var(--line); }
    && th, && td { display: flex; justify-content: space-between; gap: 16px; padding: 2px 0; border: 0; text-align: right; }
    && td::before { content: attr(data-title); color: var(--text-2); font-weight: 400; text-align: left; }
  }
`;

/** Each queue beside the other: what waits in it, and how long what was decided in it took. */
export function Queues({ scope }: { scope: Scope }) {
  const id = useId();
  const query = useInsight('queues', scope);
  const { title, says, queue, waiting, overdue, oldest, decided, p50, p95, target, inTime, numbers } = words.queues;
  return (
    <Card aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        {query.data && <CsvLink title={title} href={csvHref('queues', query.data)} />}
      </header>
      {query.isPending && <LoadingRows rows={2} />}
      {query.error && !query.data && <ErrorBlank error={query.error} retry={() => query.refetch()} />}
      {query.data && (
        <>
          <p className="lead">{says}</p>
          <Table aria-label={numbers}>
            <thead>
              <tr>
                <th scope="col">{queue}</th>
                {[waiting, overdue, oldest, decided, p50, p95, target, inTime].map((column) => (
                  <th key={column} scope="col" className="n">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {query.data.data.map((row) => (
                <Row key={row.queue} row={row} domain={scope.domain} />
              ))}
            </tbody>
          </Table>
        </>
      )}
    </Card>
  );
}

function Row({ row, domain }: { row: QueueFigures; domain: string | null }) {
  const { queue, waiting, overdue, oldest, decided, late, p50Seconds, p95Seconds, usualTargetSeconds: target } = row;
  const said = words.queues;
  const over = (seconds: number | null) => seconds !== null && target !== null && seconds > target;
  const link = `/?${new URLSearchParams({ view: 'pending', queue, ...(domain ? { domain } : {}) })}`;
  const time = (title: string, seconds: number | null) => (
    <td className={over(seconds) ? 'n alarm' : 'n'} data-title={title}>
      <span>
        {took(seconds)}
        {over(seconds) && <small>{said.over}</small>}
      </span>
    </td>
  );
  return (
    <tr>
      <th scope="row">
        <Link to={link}>{said.names[queue]}</Link>
      </th>
      <td className="n" data-title={said.waiting}>
        {words.upTo(waiting)}
      </td>
      <td className={overdue > 0 ? 'n alarm' : 'n'} data-title={said.overdue}>
        {words.upTo(overdue)}
      </td>
      <td className="n" data-title={said.oldest}>
        {oldest ? <Link to={`/tickets/${oldest.id}`}>{roughly(serverNow() - Date.parse(oldest.createdAt))}</Link> : '–'}
      </td>
      <td className="n" data-title={said.decided}>
        {number(decided)}
      </td>
      {time(said.p50, p50Seconds)}
      {time(said.p95, p95Seconds)}
      <td className="n" data-title={said.target}>
        {target === null ? (decided > 0 ? said.noTarget : '–') : targetOf(target)}
      </td>
      <td className="n" data-title={said.inTime}>
        {share(decided - late, decided)}
      </td>
    </tr>
  );
}
