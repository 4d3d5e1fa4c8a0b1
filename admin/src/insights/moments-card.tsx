import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import type { MomentItem, MomentsInsight } from '../api-types';
import { serverNow } from '../platform/clock';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { TextButton } from '../ui/text-button';
import { moment } from '../words/time';
import { visible } from '../words/visible';
import { Card } from './chart-card';
import { words } from './kpi-words';
import type { Around } from './use-comparison';

const FIRST = 6;
const QUARTER_MS = 15 * 60_000;

const List = styled('ul')`
  list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 0 28px;
  & li { display: flex; gap: 12px; align-items: baseline; justify-content: space-between; border-top: 1px solid var(--line); padding: 7px 0; min-width: 0; }
  & button, & p { overflow-wrap: anywhere; min-width: 0; } & button { text-align: left; min-height: 24px; font-size: 13px; } & span { color: var(--text-2); font-size: 12px; white-space: nowrap; }
  @media (max-width: 760px) { grid-template-columns: minmax(0, 1fr); }
`;

const Day = styled('form')`
  display: flex; gap: 8px; align-items: center; margin-top: 14px; & .MuiTextField-root { width: 180px; } & .MuiInputBase-root { height: 34px; }
`;

/** What changed, in words: "Routing policy, version 3", "Document Refunds, version 2, and 11 more". */
export function momentWords({ kind, name, version, n }: MomentItem): string {
  const last = words.moments.kinds[kind](version, visible(name ?? ''));
  return n > 1 ? words.moments.several(last, n - 1) : last;
}

/** A change can be compared around once its quarter of an hour, which counts for neither side, is over. */
const isOver = (at: string): boolean => (Math.floor(Date.parse(at) / QUARTER_MS) + 1) * QUARTER_MS < serverNow();

interface MomentsProps {
  query: { data: MomentsInsight | undefined; isPending: boolean; error: unknown; refetch: () => unknown };
  compare: (around: Around) => void;
}

/** What changed in the time that is looked at; each leads to the figures before and after it. */
export function Moments({ query, compare }: MomentsProps) {
  const id = useId();
  const [all, setAll] = useState(false);
  const [day, setDay] = useState('');
  const { title, says, none, partial, more, another, compareDay } = words.moments;
  const rows = query.data?.data ?? [];
  const shown = all ? rows : rows.slice(0, FIRST);
  return (
    <Card aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
      </header>
      {query.isPending && <LoadingRows rows={2} />}
      {query.error && !query.data ? <ErrorBlank error={query.error} retry={() => query.refetch()} /> : null}
      {query.data && (
        <>
          <p className="lead">
            {rows.length > 0 ? says : none} {query.data.partial && partial}
          </p>
          <List>
            {shown.map((row) => (
              <li key={`${row.kind} ${row.at}`}>
                {isOver(row.at) ? (
                  <TextButton
                    aria-label={words.moments.compare(momentWords(row))}
                    // What there is many of is not cut at the change of another.
                    onClick={() => compare({ at: row.at, kind: row.name === null ? row.kind : '' })}
                  >
                    {momentWords(row)}
                  </TextButton>
                ) : (
                  <p>{words.moments.tooNew(momentWords(row))}</p>
                )}
                <span>{moment(row.at, serverNow())}</span>
              </li>
            ))}
          </List>
          {rows.length > shown.length && (
            <TextButton onClick={() => setAll(true)} style={{ marginTop: 8, minHeight: 24 }}>
              {more(rows.length - shown.length)}
            </TextButton>
          )}
          <Day
            onSubmit={(event) => {
              event.preventDefault();
              if (day) compare({ at: new Date(`${day}T00:00:00`).toISOString(), kind: '' });
            }}
          >
            <TextField
              type="date"
              label={another}
              value={day}
              onChange={(event) => setDay(event.target.value)}
              slotProps={{ inputLabel: { shrink: true } }}
            />
            <Button type="submit" disabled={!day}>
              {compareDay}
            </Button>
          </Day>
        </>
      )}
    </Card>
  );
}
