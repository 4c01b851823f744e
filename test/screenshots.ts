/** Pictures of what a test has seen, for a person to look at: in `dist/screenshots`, from the last run. */
import type { Page } from 'playwright-core';

export async function keepScreenshot(page: Page, name: string): Promise<void> {
  await page.screenshot({ path: `dist/screenshots/${name}.png`, fullPage: true, timeout: 60_000 });
}
