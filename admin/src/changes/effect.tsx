import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import type { ChangeEffect } from '../api-types';
import { words as policyWords } from '../policies/words';
import { conditionWords } from '../tickets/review/condition-words';
import { Section } from '../ui/section';
import { Shown } from '../ui/shown';
import { orList } from '../words/names';
import { words } from './words';

const Lines = styled('ul')`
  list-style: none; margin: 0; padding: 0; display: grid; gap: 8px;
  & dl { display: grid; grid-template-columns: 64px minmax(0, 1fr); gap: 2px 10px; margin-top: 2px; }
  & dt { color: var(--text-3); font-size: 12px; line-height: 19px; } & dd { overflow-wrap: anywhere; }
  & .was { color: var(--text-2); }
`;

interface EffectProps {
  effect: ChangeEffect;
  /** When that was, and how to try it anew. */
  tried?: ReactNode;
}

/** What a change does to the policy, and what it would have done with the proposals of late. */
export function Effect({ effect, tried }: EffectProps) {
  return (
    <>
      <Section title={words.differences}>
        <Lines>
          {effect.differences.map(({ rule, condition, before, after }) => (
            <li key={rule + condition}>
              {policyWords.sections[rule]}
              <dl>
                <dt>{words.before}</dt>
                <dd className="was">{saidOf(rule, condition, before)}</dd>
                <dt>{words.after}</dt>
                <dd>
                  <b>{saidOf(rule, condition, after)}</b>
                </dd>
              </dl>
            </li>
          ))}
        </Lines>
      </Section>
      <Section title={words.effect} right={tried}>
        <Moves effect={effect} />
      </Section>
    </>
  );
}

function Moves({ effect: { looked, moves } }: { effect: ChangeEffect }) {
  if (looked === 0) return <p className="quiet">{words.nothingTried}</p>;
  if (moves.length === 0) return <p className="quiet">{words.sameWay(looked)}</p>;
  return (
    <>
      <Lines>
        {moves.map(({ from, to, n, tickets }) => (
          <li key={from + to}>
            <b>{words.move(n, words.was[from]!, words.would[to]!)}</b>{' '}
            <span className="quiet">{words.suchAs(orList(tickets.map((number) => `T-${number}`)))}</span>
          </li>
        ))}
      </Lines>
      <p className="quiet" style={{ marginTop: 6 }}>
        {words.tried(looked)}
      </p>
    </>
  );
}

function saidOf(rule: string, condition: string, expected: unknown) {
  if (expected === null) return words.nothing;
  const said = conditionWords({ rule, condition, expected, actual: null, held: false } as Parameters<
    typeof conditionWords
  >[0]);
  return <Shown text={said} reading="prose" />;
}
