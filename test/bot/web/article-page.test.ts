import assert from 'node:assert/strict';
import { articlePage } from '../../../bot/web/article-page.ts';
import { ARTICLES, LIBRARY, site } from './content.ts';

function pageOf(id: string): string {
  const article = ARTICLES.find(one => one.id === id);
  assert.ok(article);
  return articlePage(site(`articles/${id}`), LIBRARY, article);
}

describe('the page of an article', () => {
  const page = pageOf('lenses');

  it('tells its answer, with what can be called made callable', () => {
    assert.equal((page.match(/<h1>/g) ?? []).length, 1);
    assert.match(page, /<h1>All about lenses<\/h1>/);
    assert.match(page, /Clean <strong>lenses<\/strong>, or call <a class="tel" href="tel:\+18005550100">/);
  });

  it('says what it is to those who find it elsewhere', () => {
    assert.match(page, /<title>All about lenses · Lens &amp; Sons &quot;Optics&quot; support<\/title>/);
    assert.match(page, /<meta name="description" content="This is lenses\.">/);
    assert.match(page, /<link rel="canonical" href="https:\/\/desk\.example\.com\/support\/articles\/lenses">/);
  });

  it('stands under its topic, and leads on to what is related and to the rest of the topic', () => {
    assert.match(page, /<a href="\.\/#topic-glass">Glass &amp; &quot;grit&quot;<\/a>/);
    assert.match(page, /<li aria-current="page">All about lenses<\/li>/);
    const beside = page.slice(page.indexOf('<aside'), page.indexOf('</aside>'));
    assert.deepEqual(
      [...beside.matchAll(/articles\/([^"]+)/g)].map(([, id]) => id),
      ['filters', 'a'],
    );
    const other = pageOf('f');
    const siblings = other.slice(other.indexOf('<aside'), other.indexOf('</aside>'));
    assert.deepEqual(
      [...siblings.matchAll(/articles\/([^"]+)/g)].map(([, id]) => id),
      ['a', 'b', 'c', 'd', 'e'],
    );
  });

  it('opens the chat with its subject', () => {
    assert.match(page, /<button[^>]* data-caseline="open" data-caseline-subject="All about lenses" hidden/);
  });

  it('finds everything from the root of the desk, wherever a proxy has put that', () => {
    assert.match(page, /<base href="\.\.\/">/);
    assert.ok(page.indexOf('<base') < page.search(/(?:href|src)="assets/));
    assert.match(page, /<a class="skip" href="articles\/lenses#main">/);
    assert.doesNotMatch(page, /(?:href|src|action)="\/(?!\/)/);
  });
});
