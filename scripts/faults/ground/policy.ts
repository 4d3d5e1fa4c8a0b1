import { RETRY_CLASSES, type RetryClass } from '../../../api/src/rulebook/rules/tool.js';

/** Hundredths above which a refund takes an operator and a support lead. */
export const LARGE = 50_000;

/** The tool of a retry class: all that differs between the three. */
export function toolOf(retryClass: RetryClass): string {
  return `refund_${retryClass}`;
}

const TWO_SIGNATURES = {
  all: [
    { any_of: ['operator'], count: 1 },
    { any_of: ['support_lead'], count: 1 },
  ],
};

/** The sign-off policy of a run; the judge knows it by heart and not from the product. */
export const SIGN_OFF_POLICY = {
  sign_off_policy: {
    expires_after_seconds: 86_400,
    rules: RETRY_CLASSES.map((retryClass) => ({
      name: `large ${retryClass}`,
      tool: toolOf(retryClass),
      when: `money.hundredths > ${LARGE}`,
      because: 'a refund over 500.00',
      require: TWO_SIGNATURES,
    })),
    otherwise: { any_of: ['operator', 'support_lead'], count: 1 },
  },
};
