import { type Browser, chromium } from 'playwright-core';
import { findProgram } from './find-program.js';

/** Without these, Chromium looks up its maker's hosts at every start. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** The Chromium or Chrome of this machine (`CHROMIUM_PATH` goes first); `null` when there is none. */
export function findChromium(): string | null {
  return findProgram(
    process.env.CHROMIUM_PATH,
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  );
}

/** A headless browser with an empty profile; close it when done. */
export function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is not installed');
  // Chromium's sandbox refuses root; the pages opened here are our own.
  return chromium.launch({ executablePath, args: [...QUIET, '--no-sandbox', '--disable-gpu'] });
}
