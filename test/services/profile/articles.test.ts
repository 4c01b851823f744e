import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readArticles } from '../../../services/profile/articles.ts';
import { topics } from '../../eval/lines.ts';
import { states } from '../../eval/scores.ts';
import { shippedProfile } from './shipped.ts';

const FIGURES = { phone: '(800) 555-0100', days: '30' };

const article = (changes: Record<string, string> = {}) => {
  const head = {
    title: 'How long a return may take',
    rule: 'R8',
    related: '[]',
    speak: 'You have {{days}} days.',
    questions: `\n${[1, 2, 3, 4, 5, 6].map(n => `  - How long do I have, ${n}?`).join('\n')}`,
    ...changes,
  };
  const { text = 'You have **{{days}} days**. Ask {{phone}}.', ...yaml } = head as Record<string, string>;
  const lines = Object.entries(yaml).filter(([, value]) => value !== '');
  return `---\n${lines.map(([key, value]) => `${key}: ${value}`).join('\n')}\n---\n${text}\n`;
};

describe('articles', () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'articles-'));
  });
  afterEach(() => rm(dir, { recursive: true }));

  async function read(files: Record<string, string>) {
    for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
    const { articles, problems } = await readArticles(dir, FIGURES);
    return { articles, problems: problems.map(problem => problem.replace(`${dir}/`, '')) };
  }

  it('are files of Markdown with a head, their facts filled in', async () => {
    const { articles, problems } = await read({ 'time-to-return.md': article(), 'notes.txt': 'no article' });
    assert.deepEqual(problems, []);
    assert.equal(articles.length, 1);
    assert.equal(articles[0]?.id, 'time-to-return');
    assert.equal(articles[0]?.text, 'You have **30 days**. Ask (800) 555-0100.');
    assert.equal(articles[0]?.speak, 'You have 30 days.');
    assert.deepEqual(articles[0]?.rule, ['R8']);
  });

  const refusals: [string, string, RegExp][] = [
    ['no head', 'Just a text.', /^a\.md:1: must begin with a line ---/],
    ['broken YAML', article({ speak: '"never ends' }), /^a\.md:\d+: /],
    ['nothing for the ear', article({ speak: '' }), /^a\.md:2: speak: /],
    ['Markdown for the ear', article({ speak: 'You have **30** days' }), /^a\.md:5: speak: must be plain words/],
    ['a member that nothing reads', article({ tags: 'x' }), /a\.md:2: .*tags/],
    ['too few questions', article({ questions: '[What?]' }), /^a\.md:6: questions: must have six/],
    ['a rule that is none', article({ rule: 'eight' }), /^a\.md:3: rule.*: must be a rule such as R9/],
    [
      'a fact that nobody knows',
      article({ text: 'One\n\n{{fone}} is ours' }),
      /^a\.md:16: \{\{fone\}\} is not known; there are phone, days/,
    ],
    ['an unknown fact for the ear', article({ speak: '"{{fone}}"' }), /^a\.md:5: \{\{fone\}\} is not known/],
    ['no text', article({ text: '' }), /^a\.md:14: the text is missing/],
    ['a text that is too long', article({ text: 'x'.repeat(1000) }), /the text has 1000 characters, 900 at most/],
    ['a relation to nothing', article({ related: '[nothing]' }), /^a\.md:4: there is no article nothing/],
  ];
  for (const [what, file, why] of refusals) {
    it(`with ${what} are refused with file and line`, async () => {
      const { problems } = await read({ 'a.md': file });
      assert.match(problems.join('\n'), why);
    });
  }

  it('share no example question', async () => {
    const { problems } = await read({ 'a.md': article(), 'b.md': article({ title: 'Another' }) });
    assert.equal(problems.length, 6);
    assert.match(problems[0] ?? '', /^b\.md:7: "How long do I have, 1\?" is asked in a\.md already/);
  });

  it('are none where there is no folder of them', async () => {
    assert.deepEqual(await readArticles(join(dir, 'none'), FIGURES), { articles: [], problems: [] });
  });
});

describe('the shipped articles', () => {
  it('answer each topic of the FAQ with every fact, for the eye and the ear', async () => {
    const { articles } = await shippedProfile();
    for (const topic of topics()) {
      const found = articles.find(({ id }) => id === topic.id) ?? assert.fail(`there is no article ${topic.id}`);
      assert.ok(states(found.text, topic), `${topic.id}: ${found.text}`);
      // An address is for the eye.
      const heard = { ...topic, facts: topic.facts.filter(fact => !fact.includes('@')) };
      assert.ok(states(found.speak, heard), `${topic.id}: ${found.speak}`);
    }
    assert.equal(articles.length, topics().length);
  });

  it('name no price, address or phone but the ones of the profile', async () => {
    const { articles } = await shippedProfile();
    for (const { id, text, speak } of articles) {
      const all = `${text} ${speak}`;
      for (const [money] of all.matchAll(/\$\s?\d[\d,.]*/g)) assert.match(money, /^\$250\.?$/, id);
      for (const [mail] of all.matchAll(/[\w.+-]+@[\w.-]+\w/g))
        assert.match(mail, /^(serviceusa|techsupport)@pelco\.com$/, id);
    }
  });
});
