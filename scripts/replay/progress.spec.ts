import { describe, expect, it } from '@jest/globals';
import { Progress } from './progress.js';

function shown(isTTY: boolean, planned: number): string {
  let text = '';
  const progress = new Progress(
    {
      isTTY,
      write: (part: string) => {
        text += part;
      },
    },
    planned,
  );
  for (let done = 1; done <= planned; done += 1) progress.show(done);
  progress.end();
  return text.replace(/\d+\/s/g, 'N/s');
}

describe('progress', () => {
  it('is a bar that ends full on a terminal', () => {
    expect(shown(true, 500).split('\r').at(-1)).toBe(`[${'#'.repeat(30)}] 500/500  N/s\x1b[K\n`);
  });

  it('is one line for every tenth elsewhere', () => {
    const lines = shown(false, 200).trimEnd().split('\n');
    expect(lines).toEqual([20, 40, 60, 80, 100, 120, 140, 160, 180, 200].map((done) => `${done}/200  N/s`));
  });
});
