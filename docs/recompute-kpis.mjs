// Counts the figures of what users did once more, from the raw lines of GET /v1/insights/kpis/events:
//   npm run recompute-kpis -- kpi-events.jsonl
// It shares nothing with Countersign and needs nothing but Node. docs/insights.md says what each figure counts.
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';

/** Microseconds of an ISO 8601 time: a Date would drop what is less than a millisecond. */
function micros(time) {
  const [, second, fraction = '', zone] = /^(.{19})(?:\.(\d{1,6}))?(Z|[+-]\d\d:\d\d)$/.exec(time);
  return Date.parse(second + zone) * 1000 + Number(fraction.padEnd(6, '0'));
}

/** What one ticket was to its user; null when its answer was shown to nobody. */
function storyOf({ state, confident, executions, events }) {
  const told = (...types) => events.filter(({ type }) => types.includes(type));
  const times = (found) => found.map(({ at }) => micros(at));
  const [shown] = told('shown').sort(
    (a, b) => micros(a.at) - micros(b.at) || micros(a.receivedAt) - micros(b.receivedAt),
  );
  if (!shown) return null;
  const ends = told('acted', 'resolved');
  const retries = told('retried');
  const [reversed, corrected] = [told('refund_reversed', 'charged_back').length > 0, told('corrected').length > 0];
  return {
    said: shown.status,
    code: shown.reasonCode ?? 'none',
    completed: ends.length > 0,
    actedUnsure: told('acted').some(({ reasonCode }) => reasonCode === 'LOW_CONFIDENCE'),
    abandoned: told('abandoned').length > 0,
    retried: retries.length > 0,
    mended: ends.length > 0 && retries.length > 0 && Math.max(...times(ends)) > Math.min(...times(retries)),
    complained: told('complained').length > 0,
    reversed,
    wrong: reversed || corrected,
    confident,
    rejected: state === 'rejected',
    decided: state === 'approved' || state === 'rejected',
    ran: executions.includes('succeeded'),
  };
}

/** Whether somebody decided within the target: the time in which the customer was asked is nobody's. */
function inTime({ decidedAt, cameAt, asked, targetSeconds }) {
  const paused = asked.reduce((sum, { from, to }) => sum + Math.max(0, micros(to) - micros(from)), 0);
  return targetSeconds === null || micros(decidedAt) - micros(cameAt) - paused <= targetSeconds * 1_000_000;
}

/**
 * Every figure of raw lines, parsed: `{ 'answer_accuracy': [numerator, denominator], … }`, conversion by reason code as
 * `conversion_rate LOW_CONFIDENCE`.
 * @throws when the lines are not whole: a file that broke off says other things
 */
export function recompute(lines) {
  const end = lines.at(-1);
  if (lines[0]?.type !== 'stretch' || end?.type !== 'end' || end.lines !== lines.length - 2) {
    throw new Error('The file is not whole: it begins with its stretch, and ends with how many lines it has.');
  }
  const tickets = lines.filter(({ type }) => type === 'ticket');
  const decisions = lines.filter(({ type }) => type === 'decision');
  const stories = tickets.map(storyOf).filter((story) => story !== null);
  const of = (all, one) => [all.filter(one).length, all.length];
  const ok = stories.filter(({ said }) => said === 'ok');
  const found = {
    retry_success_rate: of(
      stories.filter((story) => story.retried),
      (story) => story.mended,
    ),
    abandonment_rate: of(stories, (story) => story.abandoned),
    conversion_rate: of(stories, (story) => story.completed),
    wrong_action_rate_after_low_confidence: of(
      stories.filter((story) => story.actedUnsure),
      (story) => story.wrong,
    ),
    false_high_confidence_rate: of(
      stories.filter((story) => story.confident && (story.decided || story.wrong)),
      (story) => story.rejected || story.wrong,
    ),
    high_confidence_wrong_answer_rate: of(
      ok.filter((story) => story.confident),
      (story) => story.wrong,
    ),
    answer_accuracy: of(ok, (story) => !story.wrong),
    user_safe_completion_rate: of(stories, (story) => story.completed && !story.wrong && !story.complained),
    recovery_success_rate: of(
      stories.filter(({ said }) => said !== 'ok'),
      (story) => story.completed && !story.wrong,
    ),
    rollback_rate: of(
      stories.filter((story) => story.ran),
      (story) => story.reversed,
    ),
  };
  for (const code of new Set(stories.map((story) => story.code))) {
    const same = stories.filter((story) => story.code === code);
    found[`conversion_rate ${code}`] = of(same, (story) => story.completed);
  }
  found.approval_sla = of(decisions, inTime);
  found.automation_rate = of(tickets, ({ outcome, heldBack }) => outcome === 'allow' && !heldBack);
  found.policy_violation_rate = of(tickets, ({ outcome }) => outcome === 'block');
  return found;
}

/** The raw lines of a file, parsed. */
async function read(file) {
  const lines = [];
  for await (const line of createInterface({ input: createReadStream(file) })) lines.push(JSON.parse(line));
  return lines;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , file] = process.argv;
  if (!file) throw new Error('usage: npm run recompute-kpis -- <file of GET /v1/insights/kpis/events>');
  const lines = await read(file);
  const { from, to, domain } = lines[0];
  console.log(`${from} to ${to}, ${domain ?? 'all domains'}`);
  for (const [name, [part, whole]] of Object.entries(recompute(lines))) {
    console.log(`${name.padEnd(48)} ${whole ? (part / whole).toFixed(4) : '     –'}  ${part} of ${whole}`);
  }
}
