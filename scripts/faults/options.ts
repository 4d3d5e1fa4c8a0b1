import { parseArgs } from 'node:util';

export interface Options {
  seed: number;
  kills: number;
  minutes: number;
  /** Names of parts; all when empty. */
  only: string[];
  points: string[] | undefined;
}

export function usage(parts: readonly string[]): string {
  return `npm run verify:faults [-- --seed <number>] [--kills <random kills, 2000>] [--minutes <most for them, 90>] [--only <part>] [--point <point>]

  --only    may be repeated; the parts are ${parts.join(', ')}
  --point   may be repeated: a crash point, such as "worker sent:write-intents"`;
}

/** @throws Error with a sentence about what cannot be used */
export function readOptions(args: readonly string[], parts: readonly string[], someSeed: number): Options {
  const text = { type: 'string' } as const;
  const texts = { type: 'string', multiple: true } as const;
  const { values } = parseArgs({
    args: [...args],
    options: { seed: text, kills: text, minutes: text, only: texts, point: texts },
  });
  const only = values.only ?? [];
  const unknown = only.find((name) => !parts.includes(name));
  if (unknown !== undefined) throw new Error(`${unknown} is not a part.`);
  return {
    seed: whole('seed', values.seed, someSeed),
    kills: whole('kills', values.kills, 2_000),
    minutes: whole('minutes', values.minutes, 90),
    only,
    points: values.point,
  };
}

function whole(name: string, text: string | undefined, fallback: number): number {
  const value = text === undefined ? fallback : Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} must be a whole number.`);
  return value;
}
