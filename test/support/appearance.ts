import type { Page } from 'playwright-core';

/** How a page is looked at. */
export interface Appearance {
  language: 'en' | 'ko';
  theme: 'light' | 'dark';
  width: 1440 | 390;
}

export const APPEARANCES: Appearance[] = (['en', 'ko'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => ([1440, 390] as const).map((width) => ({ language, theme, width }))),
);

export const nameOf = ({ language, theme, width }: Appearance) => `${language}-${theme}-${width}`;

/** What the console remembers of this in the browser; takes hold when a page is opened. */
export async function appearAs(page: Page, { language, theme, width }: Appearance): Promise<void> {
  await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
  await page.evaluate(`
    localStorage.setItem('countersign-language', '${language}');
    localStorage.setItem('countersign-theme', '${theme}');`);
}
