import { styled } from '@mui/material/styles';
import type { Prompt } from '../api-types';
import { serverNow } from '../platform/clock';
import { Facts } from '../ui/facts';
import { Tag } from '../ui/marks';
import { Shown } from '../ui/shown';
import { moment } from '../words/time';
import { dollarsOf } from './dollars';
import { words } from './words';

const Version = styled('article')`
  & header { display: flex; gap: 10px; align-items: center; flex-wrap: wrap; margin-bottom: 8px; } & h2 { font: var(--cs-font-subtitle2); }
  & details { margin-top: 10px; } & summary { cursor: pointer; font-size: 12px; color: var(--ink); width: max-content; border-radius: 3px; }
  & .told { margin-top: 6px; padding: 12px 14px; border-left: 2px solid var(--line-2); font-size: 13px; line-height: 20px; white-space: pre-wrap; overflow-wrap: anywhere; max-width: 860px; }
`;

/** One version: who is asked, at what price, and what they are told. The one in force stands open. */
export function PromptVersion({ prompt }: { prompt: Prompt }) {
  const { version, active, createdAt, createdByName, model, fallbackModel, maxOutputTokens, logprobs, prices } = prompt;
  const facts: [string, string][] = [
    [words.model, model],
    [words.fallbackModel, fallbackModel ?? words.noFallback],
    [words.longest, words.tokens(maxOutputTokens)],
    [words.sureness, logprobs ? words.asked : words.notAsked],
    ...prices.map((price): [string, string] => [
      price.model,
      words.price(dollarsOf(price.inputMicros), dollarsOf(price.outputMicros)),
    ]),
  ];
  return (
    <Version>
      <header>
        <h2>{words.version(version)}</h2>
        <Tag state={active ? 'succeeded' : 'expired'} icon={active ? 'check' : 'clock'}>
          {active ? words.active : words.past}
        </Tag>
        <span className="faint small">{words.since(moment(createdAt, serverNow()), createdByName)}</span>
      </header>
      <Facts>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Facts>
      <details open={active}>
        <summary>{words.instructions}</summary>
        <div className="told">
          <Shown text={prompt.instructions} />
        </div>
      </details>
    </Version>
  );
}
