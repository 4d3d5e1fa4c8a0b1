import { fold } from '../../platform/text/fold.js';
import type { CompiledRoutingPolicy } from '../../routing/rules/compiled-policy.js';
import type { Finding } from '../../routing/rules/signals.js';

/** The domain of a question that no word places. It never allows, see `unknownDomain`. */
export const UNKNOWN = 'unknown';

/** A domain that the routing policy in force names. */
export interface KnownDomain {
  name: string;
  /** The policy blocks or reviews it. */
  strict: boolean;
  /** Words and phrases that speak of it. */
  words: readonly string[];
}

/** Letters that are written without spaces between words, or with particles on them: found inside a word. */
const UNSPACED = /[\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The domains that a policy names, strict ones first, each with its words; its own name is among them. */
export function domainsOf(
  policy: CompiledRoutingPolicy,
  words: Readonly<Record<string, readonly string[]>>,
): KnownDomain[] {
  const named = (section: keyof Omit<CompiledRoutingPolicy, 'allows'>) =>
    policy[section]
      .filter(({ name, values }) => name === 'domain' && values.size > 0)
      .flatMap(({ expected }) => (Array.isArray(expected) ? (expected as string[]) : [String(expected)]));
  const strict = [...new Set([...named('hardBlockIf'), ...named('reviewRequiredIf')])];
  const lenient = [...new Set(named('autoAllowIf'))].filter((name) => !strict.some((one) => fold(one) === fold(name)));
  const known = (name: string, isStrict: boolean): KnownDomain => {
    const own = name.split(/[^\p{L}\p{N}]+/u).join(' ');
    return { name, strict: isStrict, words: [own, ...(Object.hasOwn(words, name) ? words[name]! : [])] };
  };
  return [...strict.map((name) => known(name, true)), ...lenient.map((name) => known(name, false))];
}

/**
 * The domain of a question, by the words in it: a modest guess that errs on the strict side. One word of a domain that the
 * policy is strict about goes before any number of words of the others; among equals the one with more words, then the one
 * that the policy names first. Titles of the passages found count for strict domains only.
 * @param titles of the documents that speak to the question
 */
export function classifyDomain(text: string, titles: readonly string[], known: readonly KnownDomain[]): string {
  const asked = folded(text);
  const beside = folded([text, ...titles].join('\n'));
  const strict = most(
    known.filter((domain) => domain.strict),
    beside,
  );
  return (
    strict ??
    most(
      known.filter((domain) => !domain.strict),
      asked,
    ) ??
    UNKNOWN
  );
}

/** Whatever the policy says, a question of no known domain goes to people. */
export function unknownDomain(domain: string): Finding[] {
  if (fold(domain) !== UNKNOWN) return [];
  return [{ name: 'domain_unknown', actual: domain, because: 'the domain of the question is not known' }];
}

/** Line breaks part words, and folding would drop them. */
const folded = (text: string): string => fold(text.replace(/\s+/gu, ' '));

function most(domains: readonly KnownDomain[], text: string): string | null {
  let best: { name: string; hits: number } | null = null;
  for (const { name, words } of domains) {
    const hits = new Set(words.map(fold).filter((word) => word !== '' && speaksOf(text, word))).size;
    if (hits > (best?.hits ?? 0)) best = { name, hits };
  }
  return best?.name ?? null;
}

function speaksOf(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (UNSPACED.test(word)) return true;
    if (!isLetter(text[at - 1]) && !isLetter(text[at + word.length])) return true;
  }
  return false;
}

const isLetter = (one: string | undefined): boolean => one !== undefined && /[\p{L}\p{N}]/u.test(one);
