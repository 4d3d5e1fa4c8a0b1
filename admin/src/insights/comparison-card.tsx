import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useEffect, useId, useRef } from 'react';
import type { ComparisonInsight, KpiDifference } from '../api-types';
import { serverNow } from '../platform/clock';
import { ErrorBlank, LoadingRows } from '../ui/blanks';
import { Notice } from '../ui/notice';
import { moment } from '../words/time';
import { Card } from './chart-card';
import { words } from './kpi-words';
import { number, points, rateOf } from './labels';
import { momentWords } from './moments-card';
import { type Around, SIDES, useComparison } from './use-comparison';
import { words as common } from './words';

const Room = styled('div')`
  & .days { width: 110px; margin-right: 6px; & .MuiInputBase-root { height: 34px; } }
  & small { color: var(--text-2); display: block; font-size: 12px; } & .told { font-weight: 600; }
  & .wide { overflow-x: auto; margin-top: 12px; } & td, & tbody th { vertical-align: top; }
  & table { min-width: 560px; } & tbody th { min-width: 130px; } & .numbers { max-height: none; }
`;

const verdict = ({ difference, distinguishable, fewCases }: KpiDifference): string => {
  const { verdicts } = words.comparison;
  if (difference === null) return verdicts.none;
  if (distinguishable) return difference > 0 ? verdicts.higher : verdicts.lower;
  return fewCases ? verdicts.few : verdicts.chance;
};

interface ComparisonProps {
  around: Around;
  /** What changed then, in words; empty for a moment of one's own. */
  what: string;
  days: string;
  domain: string | null;
  setDays: (days: string) => void;
  close: () => void;
}

/** Each figure before and after a moment, and whether it differs by more than chance explains. */
export default function Comparison({ around, what, days, domain, setDays, close }: ComparisonProps) {
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const query = useComparison(around, days, domain);
  const { title, aDay, nDays } = words.comparison;
  // Whoever asked for it, by keyboard too, is led to it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each moment anew
  useEffect(() => heading.current?.focus(), [around.at]);
  return (
    <Room>
      <Card aria-labelledby={id}>
        <header>
          <h2 id={id} ref={heading} tabIndex={-1}>
            {title}
          </h2>
          <TextField
            className="days"
            select
            label={words.comparison.days}
            value={days}
            onChange={(event) => setDays(event.target.value)}
          >
            {SIDES.map((one) => (
              <MenuItem key={one} value={one}>
                {nDays(Number(one))}
              </MenuItem>
            ))}
          </TextField>
          <Button variant="text" size="small" onClick={close}>
            {words.comparison.close}
          </Button>
        </header>
        <p className="lead">{words.comparison.around(what || aDay, moment(around.at, serverNow()))}</p>
        {query.isPending && <LoadingRows rows={4} />}
        {query.error && !query.data ? <ErrorBlank error={query.error} retry={() => query.refetch()} /> : null}
        {query.data && <Found comparison={query.data} />}
      </Card>
    </Room>
  );
}

function Found({ comparison: { before, after, cutBy, others, data } }: { comparison: ComparisonInsight }) {
  const { caveat, sides, interval, figure, difference, title } = words.comparison;
  const span = ({ from, to }: ComparisonInsight['before']) =>
    interval(moment(from, serverNow()), moment(to, serverNow()));
  const columns = [figure, words.comparison.before, words.comparison.after, difference, words.comparison.verdict];
  return (
    <>
      <p className="lead">
        {sides(span(before), span(after))} {cutBy && words.comparison.cutBy[cutBy]}
      </p>
      <Notice state="pending" icon="triangle">
        {caveat} {others.length > 0 && words.comparison.others(others.map(momentWords).join('; '))}
      </Notice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="wide" tabIndex={0} aria-label={common.numbersOf(title)}>
        <table>
          <thead>
            <tr>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data
              .filter(({ reasonCode }) => reasonCode === null)
              .map((row) => (
                <tr key={row.name}>
                  <th scope="row">{words.names[row.name].title}</th>
                  <Side {...row.before} />
                  <Side {...row.after} />
                  <td>
                    {row.difference === null ? '–' : words.comparison.points(points(row.difference))}
                    {row.difference !== null && <small>{interval(points(row.low!), points(row.high!))}</small>}
                  </td>
                  <td className={row.distinguishable ? 'told' : undefined}>{verdict(row)}</td>
                </tr>
              ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

const Side = ({ numerator, denominator }: KpiDifference['before']) => (
  <td>
    {rateOf(numerator, denominator)}
    <small>{words.shareOf(number(numerator), number(denominator))}</small>
  </td>
);
