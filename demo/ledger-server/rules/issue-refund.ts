import { ID_PATTERN, type Ruling, refuse, textArgument } from './ruling.js';

/** A payment as the provider knows it. Amounts are minor units. */
export interface Payment {
  paymentId: string;
  currency: string;
  capturedMinor: bigint;
  refundedMinor: bigint;
}

export interface RefundResult {
  refundId: string;
  paymentId: string;
  /** Minor units as digits, here and below. */
  amountMinor: string;
  currency: string;
  refundedTotalMinor: string;
  remainingMinor: string;
}

/** Ample, and still small enough that a refund of 20 digits is refused. */
const OPENING_BALANCE_MINOR = 100_000_000n;

/**
 * Pays back part of a payment. A payment never seen before opens with an ample balance in the currency asked for,
 * so that any demo or test may name one of its own.
 * Throws ArgumentError when the arguments cannot be read.
 */
export function issueRefund(
  known: Payment | undefined,
  args: Readonly<Record<string, unknown>>,
  refundId: string,
): Ruling<RefundResult, Payment> {
  const paymentId = textArgument(args, 'payment_id', ID_PATTERN);
  const amount = BigInt(textArgument(args, 'amount_minor', /^[1-9][0-9]{0,30}$/));
  const currency = textArgument(args, 'currency', /^[A-Z]{3}$/);
  const payment = known ?? { paymentId, currency, capturedMinor: OPENING_BALANCE_MINOR, refundedMinor: 0n };

  if (payment.currency !== currency) {
    return refuse('currency_mismatch', `Payment ${paymentId} is in ${payment.currency}; refund it in that currency.`);
  }
  const remaining = payment.capturedMinor - payment.refundedMinor;
  if (amount > remaining) {
    return refuse('over_refund', `Payment ${paymentId} has ${remaining} minor units left; refund no more than that.`);
  }
  const next = { ...payment, refundedMinor: payment.refundedMinor + amount };
  return {
    ok: true,
    next,
    result: {
      refundId,
      paymentId,
      amountMinor: String(amount),
      currency,
      refundedTotalMinor: String(next.refundedMinor),
      remainingMinor: String(next.capturedMinor - next.refundedMinor),
    },
  };
}
