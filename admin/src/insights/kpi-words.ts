import type { Kpi } from '../api-types';
import { wordsOf } from '../languages/spoken';

interface Definition {
  title: string;
  /** Which of those in `of` it counts. */
  counts: string;
  of: string;
}

export const words = wordsOf('kpis', {
  title: 'What users did with answers',
  says: 'Shares of the answers that came in during this time and were shown. The bar is the 95% interval; the line is how it moved.',
  none: 'No agent has told of a user in this time. Agents tell with POST /v1/proposals/{id}/events.',
  nothing: 'nothing to count',
  shareOf: (part: string, whole: string) => `${part} of ${whole}`,
  between: (low: string, high: string) => `between ${low} and ${high}`,
  groups: {
    safe: 'Did users end up safe',
    wrong: 'Was it wrong',
    effort: 'What it took them',
    process: 'How the desk did',
  },
  counts: 'Counts',
  of: 'Of',
  when: 'When',
  whenAnswers: 'Answers taken in in the time that is chosen, followed to now.',
  whenIntake: 'In the time that is chosen.',
  moved: (from: string, to: string, lowest: string, highest: string) =>
    `From ${from} to ${to}; lowest ${lowest}, highest ${highest}.`,
  movedNot: 'Too little to draw.',
  columns: {
    figure: 'Figure',
    share: 'Share',
    low: 'From (95 %)',
    high: 'To (95 %)',
    numerator: 'Counts',
    denominator: 'Of',
  },
  byCode: (title: string, code: string) => `${title}: ${code}`,
  noCode: 'no reason code',
  raw: 'Raw lines',
  rawLabel: 'Raw lines: download what these figures are counted from, as JSON Lines',
  recount: 'Count it again yourself: download the raw lines, then npm run recompute-kpis.',
  moments: {
    title: 'What changed',
    says: 'Marked on the lines above. Press one to see each figure before and after it.',
    none: 'No policy, prompt, tool, document or reason to reject changed in this time.',
    partial: 'There were more than 200: these are the newest.',
    more: (n: number) => `Show ${n} more`,
    kinds: {
      routing_policy: (version: number) => `Routing policy, version ${version}`,
      sign_off_policy: (version: number) => `Sign-off policy, version ${version}`,
      queue_policy: (version: number) => `Queue policy, version ${version}`,
      prompt: (version: number) => `Prompt, version ${version}`,
      reject_reasons: (version: number) => `Reasons to reject, version ${version}`,
      tool: (version: number, name: string) => `Tool ${name}, version ${version}`,
      document: (version: number, name: string) => `Document ${name}, version ${version}`,
    },
    several: (last: string, more: number) => `${last}, and ${more} more`,
    compare: (what: string) => `${what}: before and after`,
    tooNew: (what: string) => `${what} (too new to compare)`,
    another: 'Another day',
    compareDay: 'Compare',
  },
  comparison: {
    title: 'Before and after',
    around: (what: string, when: string) => `${what}, ${when}`,
    aDay: 'A day that was chosen',
    close: 'Close',
    days: 'Each side',
    nDays: (n: number) => (n === 1 ? '1 day' : `${n} days`),
    sides: (before: string, after: string) => `Before: ${before}. After: ${after}.`,
    cutBy: {
      now: 'The sides are shorter than that, because it is not longer ago.',
      change: 'The sides are shorter than that, because another change of the same kind lies there.',
    },
    caveat:
      'This is before and after, not an experiment: whatever else changed meanwhile is in it too. Of thirteen figures that nothing changed, one or another looks changed by chance in about half of all comparisons.',
    others: (names: string) => `Also changed meanwhile: ${names}.`,
    figure: 'Figure',
    before: 'Before',
    after: 'After',
    difference: 'Difference',
    verdict: 'Is it more than chance',
    points: (n: string) => `${n} points`,
    interval: (low: string, high: string) => `${low} to ${high}`,
    verdicts: {
      none: 'nothing to compare',
      few: 'too few to say',
      chance: 'may be chance',
      higher: 'higher than chance explains',
      lower: 'lower than chance explains',
    },
  },
  // In docs/insights.md word for word.
  names: {
    retry_success_rate: {
      title: 'Retries that helped',
      counts: 'acted on or called resolved after the first retry',
      of: 'answers that the user retried',
    },
    abandonment_rate: { title: 'Abandoned', counts: 'that the user turned away from', of: 'answers shown' },
    conversion_rate: {
      title: 'Acted on or resolved',
      counts: 'that the user acted on or called resolved',
      of: 'answers shown; and once more of those that said each reason code',
    },
    wrong_action_rate_after_low_confidence: {
      title: 'Wrong actions after low confidence',
      counts: 'that turned out wrong: corrected, reversed or charged back',
      of: 'answers acted on while they said LOW_CONFIDENCE',
    },
    false_high_confidence_rate: {
      title: 'Confident, and refused or wrong',
      counts: 'that a person refused or that turned out wrong',
      of: 'confident answers that people decided or that turned out wrong; confident is at or over the confidence that the policy asks for',
    },
    high_confidence_wrong_answer_rate: {
      title: 'Confident, shown, and wrong',
      counts: 'that turned out wrong',
      of: 'confident answers that were first shown as ok',
    },
    answer_accuracy: {
      title: 'Answers that held',
      counts: 'that nobody has said were wrong',
      of: 'answers that were first shown as ok',
    },
    user_safe_completion_rate: {
      title: 'Completed safely',
      counts: 'acted on or called resolved, without a complaint and without turning out wrong',
      of: 'answers shown',
    },
    recovery_success_rate: {
      title: 'Recovered',
      counts: 'acted on or called resolved after all, without turning out wrong',
      of: 'answers that were first shown as waiting, degraded or blocked',
    },
    rollback_rate: {
      title: 'Rolled back',
      counts: 'that were reversed or charged back',
      of: 'answers whose tool call succeeded',
    },
    approval_sla: { title: 'Decided in time', counts: 'made within their target', of: 'decisions in this time' },
    automation_rate: {
      title: 'Without a person',
      counts: 'that policy let through and nothing held back',
      of: 'tickets taken in',
    },
    policy_violation_rate: { title: 'Against policy', counts: 'that policy blocked', of: 'tickets taken in' },
  } as Record<Kpi['name'], Definition>,
});
