import { describe, expect, it } from '@jest/globals';
import { REASON_OF } from './causes.js';
import { CONTRACT_ROWS, type ContractRow } from './contract-rows.js';
import { CAUSES, GROUNDS, PLACES, rowOf } from './contract-table.js';
import { LANGUAGES, SENTENCES } from './sentences.js';

const combinations = PLACES.flatMap((place) =>
  CAUSES.flatMap((cause) => GROUNDS.map((ground) => ({ place, cause, ground, row: rowOf(place, cause, ground) }))),
);
const said = (of: (typeof combinations)[number]) => ({ ...of, ...CONTRACT_ROWS[of.row] });
const rows = Object.keys(CONTRACT_ROWS) as ContractRow[];

describe('the table of the contract', () => {
  it('has a row for every combination, and none that no combination leads to', () => {
    expect(combinations).toHaveLength(PLACES.length * CAUSES.length * GROUNDS.length);
    expect([...new Set(combinations.map(({ row }) => row))].sort()).toEqual([...rows].sort());
  });

  it('names the first reason that holds wherever people look at it', () => {
    const looked = combinations.filter(({ place }) => place === 'waiting' || place === 'asked');
    const wrong = looked.map(said).filter(({ cause, reasonCode }) => reasonCode !== REASON_OF[cause]);
    expect(wrong).toEqual([]);
  });

  it('is ok just where nothing stands in the way, without a reason and without anything left to do', () => {
    for (const { place, status, reasonCode, nextAction } of combinations.map(said)) {
      const fine = ['let_through', 'checked', 'done'].includes(place);
      expect({ place, ok: status === 'ok' }).toEqual({ place, ok: fine });
      if (fine) expect([reasonCode, nextAction]).toEqual([null, null]);
    }
  });

  it('asks for more context after LOW_CONFIDENCE, and for nothing else', () => {
    const unsure = combinations.map(said).filter(({ reasonCode }) => reasonCode === 'LOW_CONFIDENCE');
    expect(unsure.length).toBeGreaterThan(0);
    expect(new Set(unsure.map(({ nextAction }) => nextAction))).toEqual(new Set(['provide_more_context']));
  });

  it('sends to a person after POLICY_RESTRICTED; what is blocked says which policy, and a question is answered', () => {
    const restricted = combinations.map(said).filter(({ reasonCode }) => reasonCode === 'POLICY_RESTRICTED');
    const otherwise = restricted.filter(({ nextAction }) => nextAction !== 'ask_human');
    expect(new Set(otherwise.map(({ place, nextAction }) => `${place} ${nextAction}`))).toEqual(
      new Set(['asked provide_more_context', 'rejected view_policy_doc', 'blocked view_policy_doc']),
    );
  });

  it('lets all else be tried again, but never what may be under way or done', () => {
    const rest = combinations
      .map(said)
      .filter(({ status, reasonCode }) => status !== 'ok' && !/^(LOW_|POLICY_)/.test(reasonCode ?? ''));
    const otherwise = rest.filter(({ nextAction }) => nextAction !== 'retry');
    expect([...new Set(otherwise.map(({ row, nextAction }) => `${row} ${nextAction}`))].sort()).toEqual([
      'asked_stale provide_more_context',
      'asked_undrafted provide_more_context',
      'parked ask_human',
      'to_run_stale ask_human',
      'unknown ask_human',
      'waiting_over_budget ask_human',
      'waiting_stale_policy view_policy_doc',
      'withdrawn null',
    ]);
    for (const place of ['unknown', 'to_run', 'parked']) {
      const retried = combinations.map(said).filter((one) => one.place === place && one.nextAction === 'retry');
      expect(retried).toEqual([]);
    }
  });

  it('shows the policy just where a document is cited in its domain, among what waits', () => {
    const shown = combinations.filter(({ row }) => row === 'waiting_stale_policy' || row.endsWith('ed_policy'));
    const own = shown.filter(({ place }) => place !== 'asked');
    expect(new Set(own.map(({ ground }) => ground))).toEqual(new Set(['policy_document']));
  });
});

describe('the sentences of the contract', () => {
  it.each(LANGUAGES)('%s: every row has one, with a way out where something is left to do', (language) => {
    expect(Object.keys(SENTENCES[language]).sort()).toEqual([...rows].sort());
    for (const row of rows) {
      const sentence = SENTENCES[language][row];
      expect([row, sentence.trim().length > 10]).toEqual([row, true]);
      expect([row, /error|오류|에러|something went wrong|문제가 발생/i.test(sentence)]).toEqual([row, false]);
      // A cause and a way out are two parts at least.
      if (CONTRACT_ROWS[row].nextAction !== null) expect([row, /[,;:.] .+[.]$/.test(sentence)]).toEqual([row, true]);
    }
  });

  it('are said in letters of their language', () => {
    for (const row of rows) {
      expect([row, /\p{Script=Hangul}/u.test(SENTENCES.ko[row])]).toEqual([row, true]);
      expect([row, /\p{Script=Hangul}/u.test(SENTENCES.en[row])]).toEqual([row, false]);
    }
  });

  it('never say that it can be tried again where it could be done twice', () => {
    for (const row of ['unknown', 'to_run_policy', 'to_run_stale', 'parked'] as const) {
      expect([row, /try again|시도/i.test(SENTENCES.en[row] + SENTENCES.ko[row])]).toEqual([row, false]);
    }
  });
});
