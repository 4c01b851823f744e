import assert from 'node:assert/strict';
import { supportPage } from '../../../bot/web/support-page.ts';
import { COMPANY } from './company.ts';

describe('the support page', () => {
  const page = supportPage({ company: COMPANY, nonce: 'n0nce', asset: name => `assets/v1/${name}` });

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

  it('shows what the profile says as text, whatever is in it', () => {
    assert.match(page, /<title>Lens &amp; Sons &quot;Optics&quot; support/);
    assert.match(page, /href="https:\/\/help\.example\.com\/kb\?a=1&amp;b=2"/);
    const name = '<script>alert(1)</script>';
    const hostile = supportPage({ company: { ...COMPANY, name }, nonce: 'n', asset: file => file });
    assert.doesNotMatch(hostile, /<script>alert/);
  });

  it('loads nothing from anywhere else', () => {
    const loaded = [...page.matchAll(/<(?:script|link|img)[^>]*(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
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
