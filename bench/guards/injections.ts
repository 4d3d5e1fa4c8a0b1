import { injectedInstructions } from '../../api/src/routing/rules/injected-instructions.js';

/** One case of InjecAgent, as far as it is looked at. */
export interface InjectedCase {
  /** What a tool answered, with a stranger's order in it. */
  'Tool Response': string;
  /** The same, with `<Attacker Instruction>` where the order stands. */
  'Tool Response Template': string;
}

/** A run of a model with its tools. */
export interface Run {
  domain: string;
  messages: { role: string; content: string | null }[];
  attack?: { type: string; goal: string };
}

/** Of so many, so many were flagged. */
export interface Share {
  of: number;
  flagged: number;
}

type Read = { conversation?: readonly { role: string; content: string }[]; excerpts?: readonly string[] };

/** As routing looks at a proposal. */
export function isFlagged({ conversation = [], excerpts = [] }: Read): boolean {
  const request = JSON.stringify({ text: 'Please help me.', conversation });
  const evidence = JSON.stringify(excerpts.map((excerpt, at) => ({ id: `e${at}`, excerpt })));
  return injectedInstructions({ request, evidence, context: null }) !== null;
}

/** Cases of InjecAgent, and the same tool answers with nothing where the order stood. */
export function sharesOfCases(cases: readonly InjectedCase[]): { attacked: Share; clean: Share } {
  const share = (texts: string[]) => ({
    of: texts.length,
    flagged: texts.filter((content) => isFlagged({ conversation: [{ role: 'tool', content }] })).length,
  });
  return {
    attacked: share(cases.map((one) => one['Tool Response'])),
    clean: share(cases.map((one) => one['Tool Response Template'].replace('<Attacker Instruction>', ''))),
  };
}

/** Runs by domain and attack. A run is attacked also where the model never read the order. */
export function sharesOfRuns(runs: readonly Run[]): Map<string, Share> {
  const shares = new Map<string, Share>();
  for (const { domain, attack, messages } of runs) {
    const name = `${domain}, ${attack ? `attacked: ${attack.type}` : 'clean'}`;
    const share = shares.get(name) ?? { of: 0, flagged: 0 };
    const conversation = messages.map(({ role, content }) => ({ role, content: content ?? '' }));
    share.of += 1;
    share.flagged += isFlagged({ conversation }) ? 1 : 0;
    shares.set(name, share);
  }
  return shares;
}
