import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { letterOf } from '../../../bot/mails/transcript.ts';
import { launchChromium, requireChromium } from '../../browser.ts';
import { keepScreenshot } from '../../screenshots.ts';
import { writeEveryKind } from './every-kind.ts';
import { createReturnsWorld, type ReturnsWorld } from './returns-world.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

describe('mails as they are shown', function () {
  this.timeout(120_000);
  let browser: Browser;
  let w: ReturnsWorld;
  before(async function () {
    requireChromium(this);
    browser = await launchChromium();
    w = await createReturnsWorld();
  });
  after(async () => {
    await browser?.close();
    await w?.close();
  });

  async function everyMail(): Promise<{ name: string; html: string }[]> {
    const letters = await writeEveryKind(w, 3);
    const named = letters.map(({ mail, letter }, at) => {
      const before = letters.slice(0, at).filter(one => one.mail === mail).length;
      return { name: `mail-${mail}${before > 0 ? `-${before + 1}` : ''}`, html: String(letter.html) };
    });
    const turn = {
      ...{ activityId: 'x', seq: 0, at: new Date('2026-11-10T23:30:00Z') },
      said: { kind: 'message', text: 'How do I pack it?', attachments: 1, from: 'me' } as const,
      replies: [{ text: 'Like this:\n- hold **moving** parts\n- fill all sides' }],
    };
    const where = { timeZone: 'UTC', locale: 'en-US', caseNumber: '4123456789' };
    const { html = '' } = letterOf([turn], where, w.world.house.texts.transcriptMail);
    // Of several of a kind the first, and both ways to decline.
    const telling = named.filter(({ name }) => !/-\d$/.test(name) || name.startsWith('mail-declined'));
    return [...telling, { name: 'mail-transcript', html }];
  }

  it('load nothing, fit a phone and a screen, and are read easily in light and in dark', async () => {
    const page = await browser.newPage();
    const asked: string[] = [];
    page.on('request', request => asked.push(request.url()));
    for (const { name, html } of await everyMail()) {
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.setViewportSize({ width: 720, height: 600 });
        await page.setContent(html);
        await keepScreenshot(page, `${name}-${colorScheme}`);
        await page.addScriptTag({ path: AXE });
        const faults = await page.evaluate(
          `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] }).then(({ violations }) => violations.map(one => one.id + ': ' + one.nodes[0].html))`,
        );
        assert.deepEqual(faults, [], `${name} in ${colorScheme}`);
      }
      await page.setViewportSize({ width: 320, height: 600 });
      const width = await page.evaluate('document.documentElement.scrollWidth');
      assert.ok(Number(width) <= 320, `${name} is ${width} wide`);
    }
    await keepScreenshot(page, 'mail-on-a-phone');
    assert.deepEqual(
      asked.filter(url => !url.startsWith('about:')),
      [],
    );
  });
});
