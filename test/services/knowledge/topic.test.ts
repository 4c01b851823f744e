import assert from 'node:assert/strict';
import type { Article } from '../../../services/knowledge/article.ts';
import { createLibrary } from '../../../services/knowledge/topic.ts';

const article = (id: string, related: string[] = []): Article => ({
  id,
  title: id,
  rule: ['R1'],
  related,
  speak: id,
  questions: [],
  text: id,
});
const ARTICLES = [article('a', ['c', 'b']), article('b'), article('c'), article('d')];

describe('the library', () => {
  const inShort = (library: ReturnType<typeof createLibrary>) =>
    library.shelves.map(({ id, articles }) => `${id}: ${articles.map(one => one.id).join(' ')}`);

  it('has the topics as the maker orders them, and what none of them names at the end', () => {
    const library = createLibrary(ARTICLES, [{ id: 'one', title: 'One', articles: ['c', 'a'] }], 'Rest');
    assert.deepEqual(inShort(library), ['one: c a', 'others: b d']);
    assert.deepEqual(
      ARTICLES.map(one => library.shelfOf(one).title),
      ['One', 'Rest', 'One', 'Rest'],
    );
  });

  it('has one shelf where there are no topics, and none where there are no articles', () => {
    assert.deepEqual(inShort(createLibrary(ARTICLES, [], 'All')), ['others: a b c d']);
    assert.deepEqual(inShort(createLibrary([], [], 'All')), []);
  });

  it('knows what is related to an article, in its order', () => {
    const library = createLibrary(ARTICLES, [], 'All');
    const a = library.article('a');
    assert.ok(a);
    assert.deepEqual(
      library.related(a).map(({ id }) => id),
      ['c', 'b'],
    );
    assert.equal(library.article('constructor'), undefined);
  });
});
