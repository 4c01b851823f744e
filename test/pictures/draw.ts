/** Draws Adaptive Cards by their own renderer in Chromium, in colours and spaces near those of Teams. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';
import type { Picture } from './story.ts';

const file = createRequire(import.meta.url).resolve;
const RENDERER = file('adaptivecards/dist/adaptivecards.min.js');
// Its fonts are none of its exports.
const FONT_FOLDER = join(dirname(file('@embedpdf/fonts-latin')), '../fonts');
const FONTS = { 400: 'NotoSans-Regular.ttf', 600: 'NotoSans-SemiBold.ttf' };
const WIDTH = 520;

const INK = { default: '#242424', subtle: '#616161' };
const both = (value: string, subtle = value) => ({ default: value, subtle });
const COLORS = {
  foregroundColors: {
    ...{ default: both(INK.default, INK.subtle), dark: both(INK.default, INK.subtle), light: both('#ffffff') },
    ...{ accent: both('#5b5fc7'), good: both('#13a10e'), warning: both('#8a6a00'), attention: both('#c4314b') },
  },
};
const HOST = {
  fontFamily: 'Noto Sans',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
  lineHeights: { small: 16, default: 20, medium: 20, large: 24, extraLarge: 32 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 16 },
  separator: { lineThickness: 1, lineColor: '#e0e0e0' },
  containerStyles: {
    ...{ default: { backgroundColor: '#ffffff', ...COLORS }, emphasis: { backgroundColor: '#f5f5f5', ...COLORS } },
    ...{ good: { backgroundColor: '#e7f2da', ...COLORS }, attention: { backgroundColor: '#fcf4f6', ...COLORS } },
    ...{ warning: { backgroundColor: '#fbf6d9', ...COLORS }, accent: { backgroundColor: '#f0f0ff', ...COLORS } },
  },
  actions: {
    ...{ maxActions: 6, spacing: 'default', buttonSpacing: 8, actionsOrientation: 'horizontal' },
    ...{ actionAlignment: 'left', showCard: { actionMode: 'inline', inlineTopMargin: 8 } },
  },
  inputs: { label: { requiredInputs: { weight: 'bolder' }, optionalInputs: { weight: 'bolder' } } },
  supportsInteractivity: true,
};
const STYLE = `
  body { margin: 0; padding: 16px; width: ${WIDTH}px; background: #f0f0f0; font: 14px "Noto Sans"; color: ${INK.default} }
  main { border: 1px solid #e0e0e0; border-radius: 8px; background: #fff; overflow: hidden }
  h1 { margin: 0; padding: 16px 16px 4px; font-size: 18px; font-weight: 600 }
  .ac-pushButton { font: 600 14px "Noto Sans"; padding: 5px 12px; border: 1px solid #d1d1d1; border-radius: 4px;
    background: #fff; color: ${INK.default} }
  .ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff }
  .ac-pushButton.style-destructive { color: #c4314b }
  .ac-input { font: 14px "Noto Sans"; padding: 5px 8px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff;
    width: 100%; box-sizing: border-box; min-height: 32px }
  .ac-input.ac-textInput.ac-multiline { min-height: 56px }
  .ac-input-container input[type=checkbox], .ac-input-container input[type=radio] { width: auto }
  a { color: #5b5fc7 }
`;

/** @returns a PNG of each, by its name */
export async function draw(browser: Browser, pictures: readonly Picture[]): Promise<Map<string, Uint8Array>> {
  const context = await browser.newContext({ viewport: { width: WIDTH + 32, height: 800 }, deviceScaleFactor: 2 });
  try {
    const page = await context.newPage();
    await page.setContent(`<!doctype html><title>Card</title><style>${await fontFaces()}${STYLE}</style><main></main>`);
    await page.addScriptTag({ path: RENDERER });
    const drawn = new Map<string, Uint8Array>();
    for (const { name, card, title } of pictures) {
      await page.evaluate(render, { card, title, host: HOST });
      await page.evaluate('document.fonts.ready');
      drawn.set(name, await page.locator('body').screenshot());
    }
    return drawn;
  } finally {
    await context.close();
  }
}

/** An element of the page, as far as it is used here. */
interface Drawn {
  textContent: string;
  replaceChildren(...children: unknown[]): void;
}

/** Runs in the page. */
function render({ card, title, host }: { card: object; title: string | undefined; host: object }): void {
  const { AdaptiveCards, document } = globalThis as unknown as {
    AdaptiveCards: typeof import('adaptivecards');
    document: { querySelector(of: string): Drawn; createElement(name: string): Drawn };
  };
  const adaptive = new AdaptiveCards.AdaptiveCard();
  adaptive.hostConfig = new AdaptiveCards.HostConfig(host);
  adaptive.parse(card);
  const heading = document.createElement('h1');
  heading.textContent = title ?? '';
  document.querySelector('main').replaceChildren(...(title ? [heading] : []), adaptive.render());
}

async function fontFaces(): Promise<string> {
  const faces = Object.entries(FONTS).map(async ([weight, name]) => {
    const bytes = await readFile(join(FONT_FOLDER, name));
    return `@font-face { font-family: "Noto Sans"; font-weight: ${weight};
      src: url(data:font/ttf;base64,${bytes.toString('base64')}) }`;
  });
  return (await Promise.all(faces)).join('');
}
