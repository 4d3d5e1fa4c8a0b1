import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Rounds } from './rounds.js';

describe('work that comes round again', () => {
  let rounds: Rounds | undefined;
  afterEach(() => rounds?.stop());

  test('goes one round at a time, and who asks meanwhile gets the one under way', async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    let begun = 0;
    rounds = new Rounds(
      () => {
        begun += 1;
        return gate;
      },
      () => undefined,
    );
    const asked = [rounds.now(), rounds.now()];
    expect(begun).toBe(1);
    open();
    await Promise.all(asked);
    await rounds.now();
    expect(begun).toBe(2);
  });

  test('tells what fails, and comes round again', async () => {
    const told: string[] = [];
    rounds = new Rounds(
      () => Promise.reject(new Error(`round ${told.length + 1}`)),
      (error) => told.push(error.message),
      1,
    );
    rounds.start();
    while (told.length < 3) await delay(1);
    expect(told.slice(0, 3)).toEqual(['round 1', 'round 2', 'round 3']);
  });

  test('a stop waits for the round under way, and none follows it', async () => {
    let begun = 0;
    let ended = 0;
    rounds = new Rounds(
      async () => {
        begun += 1;
        await delay(20);
        ended += 1;
      },
      () => undefined,
      1,
    );
    rounds.start();
    while (begun === 0) await delay(1);
    await rounds.stop();
    expect(ended).toBe(begun);
    await delay(10);
    expect(begun).toBe(ended);
  });
});
