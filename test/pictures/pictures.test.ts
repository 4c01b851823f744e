import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { launchChromium, requireChromium } from '../browser.ts';
import { draw } from './draw.ts';
import { drawnOf, FOLDER, readDrawnOf } from './kept.ts';
import { type Picture, tellStory } from './story.ts';

describe('the pictures of the staff’s page', () => {
  let pictures: Picture[];
  before(async () => {
    pictures = await tellStory();
  });

  it('are of the cards as the desk makes them today (else: npm run pictures)', async () => {
    assert.deepEqual(await readDrawnOf(), drawnOf(pictures));
  });

  it('are all shown, and there is none that is not kept', async () => {
    const page = await readFile('docs/teams.md', 'utf8');
    const shown = [...page.matchAll(/pictures\/([\w-]+\.png)/g)].map(([, name]) => name);
    const kept = (await readdir(FOLDER)).filter(name => name.endsWith('.png'));
    assert.deepEqual([...new Set(shown)].sort(), kept.sort());
    assert.deepEqual(kept, pictures.map(({ name }) => `${name}.png`).sort());
  });

  it('can be drawn by the format’s own renderer', async function () {
    requireChromium(this);
    const browser = await launchChromium();
    try {
      await mkdir('dist/screenshots/pictures', { recursive: true });
      const drawn = await draw(browser, pictures);
      for (const [name, png] of drawn) {
        await writeFile(`dist/screenshots/pictures/${name}.png`, png);
        const [width, height] = [16, 20].map(at => Buffer.from(png).readUInt32BE(at));
        assert.ok((width ?? 0) > 1_000 && (height ?? 0) > 250, `${name}: ${width} × ${height}`);
      }
    } finally {
      await browser.close();
    }
  });
});
