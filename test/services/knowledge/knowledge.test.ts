import assert from 'node:assert/strict';
import type { Article } from '../../../services/knowledge/article.ts';
import { createKnowledge } from '../../../services/knowledge/knowledge.ts';
import { loadSentenceVectors } from '../../../services/knowledge/sentence-vectors.ts';
import { createWording } from '../../../services/knowledge/wording.ts';

const article = (id: string, title: string, questions: string[]): Article => ({
  id,
  title,
  rule: ['R1'],
  related: [],
  speak: title,
  questions,
  text: title,
});

/** Of another trade, so that nothing depends on the shipped articles. */
const ARTICLES = [
  article('brew', 'How to brew', [
    'How do I brew coffee?',
    'what grind for espresso',
    'how hot must the water be',
    'which filter paper fits',
    'how many spoons of coffee per cup',
    'how long should it steep',
  ]),
  article('descale', 'How to descale', [
    'How do I remove limescale?',
    'the machine is full of chalk',
    'when must I decalcify',
    'which acid may I use for cleaning',
    'a white crust inside the boiler',
    'how often should I descale it',
  ]),
];
const OTHERS = [
  'what is the weather',
  'sing me a song',
  'who won the game',
  'book a flight',
  'my car is broken',
  'I am bored',
];

describe('knowledge', () => {
  const knowledge = createKnowledge({ articles: ARTICLES, otherQuestions: OTHERS });

  it('finds the article that a question means, also in other words and with slips', async () => {
    for (const [question, id] of [
      ['hw hot shuold the watter be', 'brew'],
      ['can i get rid of all the chalk in the machin', 'descale'],
      [
        'Morning. Bought this machine last year and love it. But lately a white crust shows up inside the boiler.',
        'descale',
      ],
    ] as const) {
      const { ranked } = await knowledge.find(question);
      assert.equal(ranked[0]?.article.id, id, question);
    }
  });

  it('is not sure of what no article tells', async () => {
    for (const question of ['who won the game yesterday', 'sing a song for me', '????', '', 'xqzt']) {
      assert.notEqual((await knowledge.find(question)).verdict, 'sure', question);
    }
  });

  it('learns the same from the same articles every time', async () => {
    const again = createKnowledge({ articles: ARTICLES, otherQuestions: OTHERS });
    const question = 'how hot should it be';
    assert.deepEqual((await again.find(question)).ranked, (await knowledge.find(question)).ranked);
  });

  it('knows an article by its id and by its title', () => {
    assert.equal(knowledge.named('descale')?.id, 'descale');
    assert.equal(knowledge.named(' how to BREW ')?.id, 'brew');
    assert.equal(knowledge.named('constructor'), undefined);
  });

  it('without articles answers nothing', async () => {
    const { verdict, ranked } = await createKnowledge({ articles: [], otherQuestions: [] }).find('How do I brew?');
    assert.deepEqual({ verdict, ranked }, { verdict: 'none', ranked: [] });
  });
});

describe('sentence vectors', () => {
  it('lie close together where two sentences mean the same', async () => {
    const { encode } = await loadSentenceVectors();
    const near = (a: string, b: string) => {
      const other = encode(b);
      return encode(a).reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
    };
    assert.ok(near('send the parcel', 'ship the package') > near('send the parcel', 'upgrade the firmware') + 0.2);
    assert.ok(Math.abs(near('Café, naïve!', 'cafe, naive!') - 1) < 1e-5);
    assert.ok(encode('').every(value => value === 0));
  });
});

describe('wording', () => {
  const wording = createWording(['how do i pack the camera', 'rma number', 'turnaround'], word =>
    ['what', 'quiet'].includes(word),
  );

  it('drops what people say before they come to it, and puts slips right', () => {
    assert.equal(wording.plain('Um, hi, so like how do I pakc the camrea?'), ', , how do i pack the camera?');
    assert.equal(wording.plain('what is an r m a'), 'what is an rma');
    assert.equal(wording.plain('quiet'), 'quiet');
  });

  it('keeps a message that is nothing but fillers', () => {
    assert.equal(wording.plain('hello'), 'hello');
  });

  it('takes a story apart', () => {
    assert.deepEqual(wording.sentences('It broke. Rain came in! How do I pack it?\nquick'), [
      'it broke.',
      'rain came in!',
      'how do i pack it?',
    ]);
  });
});
