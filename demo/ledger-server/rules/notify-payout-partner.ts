import { ID_PATTERN, type Ruling, textArgument } from './ruling.js';

export interface NotificationResult {
  notificationId: string;
  sellerId: string;
  partner: string;
}

/**
 * Sends a payout partner a message about a seller. It cannot be taken back and is never recognised as a repeat:
 * that is what makes its tool one of retry class `once`.
 * Throws ArgumentError when the arguments cannot be read.
 */
export function notifyPayoutPartner(
  args: Readonly<Record<string, unknown>>,
  notificationId: string,
): Ruling<NotificationResult, null> {
  const sellerId = textArgument(args, 'seller_id', ID_PATTERN);
  const partner = textArgument(args, 'partner', ID_PATTERN);
  textArgument(args, 'message', /^[\s\S]{1,2000}$/);
  return { ok: true, next: null, result: { notificationId, sellerId, partner } };
}
