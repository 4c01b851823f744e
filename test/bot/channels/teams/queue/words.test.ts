import assert from 'node:assert/strict';
import { wishIn } from '../../../../../bot/channels/teams/queue/words.ts';

describe('what staff ask of the queue', () => {
  const VIEWS: Record<string, string[]> = {
    mine: [
      'mine',
      'Mine?',
      'my cases',
      'what is mine',
      'show me my queue',
      'assigned to me',
      'what do I have to do today',
    ],
    unassigned: ['unassigned', 'Unassigned cases', 'show me what is not assigned', 'nobody’s'],
    overdue: ['overdue', 'what’s overdue?', 'Overdue returns, please', 'which are late'],
    estimates: ['estimates', 'waiting for estimate', 'what is waiting for an estimate?', 'pending estimates'],
    unanswered: ['unanswered estimates', 'unanswered'],
    bench: ['bench', 'at the bench', 'without an estimate'],
    arriving: ['arriving', 'arriving this week', 'what is arriving this week?', 'arrivals', 'incoming returns'],
  };
  for (const [what, said] of Object.entries(VIEWS)) {
    it(`knows “${what}” by ordinary words`, () => {
      for (const text of said) assert.deepEqual(wishIn(text), { kind: 'list', what }, text);
    });
  }

  it('leaves to others what may be a name, a number or a question', () => {
    const others = ['Jo Smith', 'Mine Yilmaz', '7123 4567 84', 'My Security Inc', 'late returns for Acme', 'hello', ''];
    for (const text of [...others, 'announcement', 'exports of Acme', 'what', 'show me all cases', 'x'.repeat(500)]) {
      assert.equal(wishIn(text), undefined, text);
    }
  });

  it('knows what is to be announced, and says what it does not know', () => {
    assert.deepEqual(wishIn('Announce digest, expedited here.'), {
      ...{ kind: 'announce', topics: ['digest', 'expedited'], unknown: [] },
    });
    assert.deepEqual(wishIn('announce bounced mails and the weather here'), {
      ...{ kind: 'announce', topics: ['mail'], unknown: ['weather'] },
    });
    const all = wishIn('announce here');
    assert.ok(all?.kind === 'announce');
    assert.equal(all.topics.length, 6);
    assert.deepEqual(wishIn('stop announcing'), { ...all, kind: 'stop' });
    assert.deepEqual(wishIn('please stop announcing the digest here'), {
      kind: 'stop',
      topics: ['digest'],
      unknown: [],
    });
    assert.deepEqual(wishIn('what is announced here?'), { kind: 'announced' });
  });

  it('knows which day is wanted as a file', () => {
    assert.deepEqual(wishIn('export'), { kind: 'export', day: undefined });
    assert.deepEqual(wishIn('Export 2026-11-24'), { kind: 'export', day: '2026-11-24' });
    assert.deepEqual(wishIn('export yesterday'), { kind: 'export', day: 'yesterday' });
  });
});
