import assert from 'node:assert/strict';
import { supportPage } from '../../../bot/web/support-page.ts';
import { createLibrary } from '../../../services/knowledge/topic.ts';
import { COMPANY } from './company.ts';
import { LIBRARY, site } from './content.ts';

describe('the support page', () => {
  const page = supportPage(site(), LIBRARY);

  it('says where to call and write without any script', () => {
    const still = page.replace(/<script[\s\S]*?<\/script>/g, '');
    assert.match(still, /href="tel:\+18005550100"/);
    assert.match(still, /href="mailto:tech@example\.com"/);
    assert.match(still, /href="mailto:repair@example\.com"/);
    assert.match(still, /<noscript>/);
  });

  it('offers the chat only to those who have the script for it', () => {
    const buttons = page.match(/<button[^>]*data-caseline="open"[^>]*>/g) ?? [];
    assert.equal(buttons.length, 1);
    for (const button of buttons) assert.match(button, / hidden\b/);
  });

  it('names every article once by its topic, those that no topic names last', () => {
    const topics = page.slice(page.indexOf('id="articles"'));
    const linked = [...topics.matchAll(/href="articles\/([^"]+)"/g)].map(([, id]) => id);
    assert.deepEqual(linked, ['lenses', 'filters', 'a', 'b', 'c', 'd', 'e', 'f', 'stray']);
    assert.deepEqual(
      [...topics.matchAll(/<h3 id="heading-[^"]+">([^<]+)</g)].map(([, title]) => title),
      ['Glass &amp; &quot;grit&quot;', 'Six of them', 'Further questions'],
    );
  });

  it('folds away what is asked less, without a script and with a name of its own', () => {
    assert.equal((page.match(/<details>/g) ?? []).length, 1);
    assert.match(
      page,
      /<summary>2 more<span class="unseen"> on Six of them<\/span><\/summary><ul><li><a href="articles\/e">/,
    );
  });

  it('has no search where there is nothing to find', () => {
    assert.match(page, /<form class="search" role="search" action="search" method="get">/);
    const bare = supportPage(site(), createLibrary([], [], 'Rest'));
    assert.doesNotMatch(bare, /<form|id="articles"/);
  });

  it('shows what the profile says as text, whatever is in it', () => {
    assert.match(page, /<title>Lens &amp; Sons &quot;Optics&quot; support/);
    assert.match(page, /href="https:\/\/help\.example\.com\/kb\?a=1&amp;b=2"/);
    const name = '<script>alert(1)</script>';
    const hostile = supportPage({ ...site(), company: { ...COMPANY, name } }, LIBRARY);
    assert.doesNotMatch(hostile, /<script>alert/);
  });

  it('loads nothing from anywhere else', () => {
    const loaded = [...page.matchAll(/<(?:script|link rel="(?:icon|stylesheet)"|img)[^>]*(?:src|href)="([^"]*)"/g)].map(
      ([, address]) => address,
    );
    assert.ok(loaded.length >= 4);
    for (const address of loaded) assert.match(address ?? '', /^(assets\/v1\/|widget\.js$)/);
  });

  it('allows its script by the nonce of this very answer', () => {
    assert.equal((page.match(/<script/g) ?? []).length, 1);
    assert.match(page, /<script[^>]*nonce="n0nce"/);
    assert.doesNotMatch(page, / on\w+="/);
    assert.doesNotMatch(page, / style="/);
  });
});
