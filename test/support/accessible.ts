import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Targets of 24 px (WCAG 2.2, 2.5.8) are a rule that axe leaves off unless it is asked for. */
const OPTIONS = { resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } };

/**
 * What axe finds on the page as it is now, every rule of it, one line each: the rule, the element, and what is wrong.
 * Runs through the debugger, which the page's content policy does not hold back.
 */
export async function barriersOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  const { violations } = (await page.evaluate(`axe.run(document, ${JSON.stringify(OPTIONS)})`)) as AxeResults;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, any, all, none }) => {
      const said = [...any, ...all, ...none].map(({ message }) => message).join(' ');
      return `${id}: ${target.join(' ')}: ${said}`.slice(0, 400);
    }),
  );
}

/** The element in focus when nothing shows that it is; empty when something does, or when nothing is in focus. */
export const UNSEEN_FOCUS = `(() => {
  const { activeElement: at } = document;
  const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
  const box = getComputedStyle(at.closest('.MuiCheckbox-root') ?? at);
  // A field's frame is drawn around it, and is twice as wide in focus.
  const frame = at.closest('.Mui-focused')?.querySelector('fieldset');
  const framed = frame && parseFloat(getComputedStyle(frame).borderTopWidth) >= 2;
  const shown = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none' || box.outlineStyle !== 'none' || framed;
  return shown || at === document.body ? '' : at.outerHTML.slice(0, 200);
})()`;

/** What would move on the page though its reader asked for stillness: the elements, by their beginning. */
export const MOVING = `[...document.querySelectorAll('*')].filter((one) => {
  const { animationName, animationDuration, transitionDuration } = getComputedStyle(one);
  const lasts = (durations) => durations.split(',').some((each) => parseFloat(each) > 0.001);
  return (animationName !== 'none' && lasts(animationDuration)) || lasts(transitionDuration);
}).map((one) => one.outerHTML.slice(0, 120))`;

/** What moves to its end is there; what turns for ever, turns. */
const STILL = `Promise.all(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime !== Infinity)
  .map((one) => one.finished.catch(() => null))).then(() => document.fonts.ready).then(() => null)`;

/** Waits until the page shows what it is about, no rows in place of it, and nothing on it moves to its place. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('[data-loading], [aria-busy="true"]').first().waitFor({ state: 'detached' });
  await page.evaluate(STILL);
}
