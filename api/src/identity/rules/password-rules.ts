/** In code points. NIST SP 800-63B-4 asks for no kinds of letters, and neither do we. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 256;

/** What is tried first, as far as it is long enough, and the words that such passwords are made of. */
const COMMON = [
  'password',
  'passwort',
  'passw0rd',
  'p@ssword',
  'p@ssw0rd',
  'welcome',
  'letmein',
  'iloveyou',
  'administrator',
  'admin',
  'changeme',
  'qwertyuiop',
  'qwertzuiop',
  'asdfghjkl',
  'zxcvbnm',
  'qwerty',
  'qwertz',
  'monkey',
  'dragon',
  'football',
  'baseball',
  'sunshine',
  'princess',
  'trustno1',
  'superman',
  'secret',
  'master',
  'login',
  'default',
  'countersign',
  'correcthorsebatterystaple',
];
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890123456789',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn',
];
/** How many characters must be left that nobody would guess. */
const LEAST_OWN = 6;
const LEAST_DIFFERENT = 5;

/** The password as it is hashed: NFKC, so that the same keys on another keyboard are the same password. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

/**
 * Why a new password can't be taken, in a sentence; null when it can. Length counts, and that it is neither what
 * everybody tries first nor made of what is known of the person.
 */
export function weaknessOf(password: string, person: { email: string; name: string }): string | null {
  const normal = normalPassword(password);
  const length = [...normal].length;
  if (length < SHORTEST_PASSWORD) return `Take at least ${SHORTEST_PASSWORD} characters; several words do well.`;
  if (length > LONGEST_PASSWORD) return `Take at most ${LONGEST_PASSWORD} characters.`;
  const plain = folded(normal);
  if (new Set(plain).size < LEAST_DIFFERENT)
    return 'It repeats too few characters. Take one that others would not try.';
  const known = [...person.email.split(/[@.]/), person.email, ...person.name.split(/\s+/), person.name].map(folded);
  if (
    without(
      plain,
      known.filter((word) => word.length >= 3),
    ).length < LEAST_OWN
  )
    return 'It is made of your e-mail or name. Take one that others would not try.';
  if (without(plain, COMMON.map(folded)).replace(/\d+$/, '').length < LEAST_OWN || isRun(plain))
    return 'It is one of those that are tried first. Take one that others would not try.';
  return null;
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s._\-+@!?]/gu, '');
}

/** What is left of a text without these words, the longest taken out first. */
function without(text: string, words: readonly string[]): string {
  return [...words]
    .sort((one, other) => other.length - one.length)
    .reduce((rest, word) => (word === '' ? rest : rest.replaceAll(word, '')), text);
}

/** The same few characters over and over, or keys in a row. */
function isRun(text: string): boolean {
  for (let period = 1; period <= 6; period += 1) {
    if (
      text.length > period &&
      text ===
        text
          .slice(0, period)
          .repeat(Math.ceil(text.length / period))
          .slice(0, text.length)
    )
      return true;
  }
  return RUNS.some((run) => run.includes(text) || [...run].reverse().join('').includes(text));
}
