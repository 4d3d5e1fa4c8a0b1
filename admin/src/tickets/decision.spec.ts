import { describe, expect, test } from '@jest/globals';
import { decisionLine } from './decision';

describe('a decision is told from the arguments of its call', () => {
  test.each([
    [
      'issue_refund',
      { payment_id: 'pay_1', amount_minor: '61240', currency: 'EUR', customer_id: 'cus_81' },
      'Refund EUR 612.40 to cus_81',
    ],
    ['issue_refund', { payment_id: 'pay_1', amount_minor: '100', currency: 'KRW' }, 'Refund KRW 100 of pay_1'],
    ['issue_refund', { payment_id: 'pay_1', amount_minor: 'lots', currency: 'EUR' }, 'Refund of pay_1'],
    ['change_account_state', { account_id: 'acc_1', state: 'closed' }, 'Close account acc_1'],
    ['change_account_state', { account_id: 'acc_1', state: 'frozen' }, 'Change account state, acc_1'],
    ['cancel_reservation', { reservation_id: 'EHGLP3' }, 'Cancel reservation, EHGLP3'],
    ['list_all', {}, 'List all'],
    ['issue_refund', { payment_id: 'pay_\u202e1' }, 'Refund of pay_\u202e1'],
  ])('%s %j', (name, args, line) => {
    expect(decisionLine({ name, arguments: args })).toBe(line);
  });

  test('a ticket without a call is an answer', () => {
    expect(decisionLine(null)).toBe('Answer only');
  });
});
