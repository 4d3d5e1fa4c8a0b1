import type { Visitor } from './visitor.js';

/** Where to leave pictures for somebody to look at (COUNTERSIGN_TEST_PICTURES); none are taken by default. */
const FOLDER = process.env.COUNTERSIGN_TEST_PICTURES;

/** Leaves pictures of what a visitor has on screen, light and dark, as `<name>-light.png` and `<name>-dark.png`. */
export async function picturesOf({ page }: Visitor, name: string): Promise<void> {
  if (!FOLDER) return;
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: `${FOLDER}/${name}-${colorScheme}.png` });
  }
}
