import type { Kpi } from '../api-types';

/** The figures by what they ask; within a group the one to look at first comes first. */
export const GROUPS = {
  safe: ['user_safe_completion_rate', 'conversion_rate', 'recovery_success_rate'],
  wrong: [
    'answer_accuracy',
    'high_confidence_wrong_answer_rate',
    'false_high_confidence_rate',
    'wrong_action_rate_after_low_confidence',
    'rollback_rate',
  ],
  effort: ['abandonment_rate', 'retry_success_rate'],
  process: ['approval_sla', 'automation_rate', 'policy_violation_rate'],
} as const satisfies Record<string, readonly Kpi['name'][]>;

export type Group = keyof typeof GROUPS;

/** The others are counted of what agents tell. */
export const ofIntake = (name: Kpi['name']): boolean => GROUPS.process.some((one) => one === name);
