/** Debian's Chromium, as every test in a browser starts it. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const hasChromium = (): boolean => existsSync(CHROMIUM);

/** Skips the tests, with a line that says why, where there is no browser; in CI that is a failure. */
export function requireChromium(context: Mocha.Context): void {
  if (hasChromium()) return;
  if (process.env['CI'] === 'true') throw new Error(`${CHROMIUM} is missing`);
  console.log(`    skipped: there is no ${CHROMIUM}`);
  context.skip();
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
}
