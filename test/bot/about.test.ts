import assert from 'node:assert/strict';
import { aboutOf } from '../../bot/about.ts';
import type { Turn } from '../../bot/conversation.ts';
import { freshMemory, type Memory } from '../../dialogs/memory.ts';

function turnOf(text: string): Turn {
  const said = { kind: 'message' as const, text, attachments: 0, from: 'customer' };
  return { activityId: 'a', seq: 0, at: new Date(0), said, replies: [{ text: 'Write to help@maker.com' }] };
}

const about = (text: string, memory: Partial<Memory> = {}) => aboutOf({ ...freshMemory(), ...memory }, turnOf(text));

describe('whom a conversation is about', () => {
  for (const [text, marks] of [
    ['it is dead', []],
    ['I am Jo (Jo.Fox+a@Acme.co.uk), call me', ['jo.fox+a@acme.co.uk']],
    ['jo@acme.com, ann@acme.com.\nal@acme.com', ['jo@acme.com', 'ann@acme.com', 'al@acme.com']],
    ['"jo@acme.com" <jo@acme.com>', ['jo@acme.com']],
    ['at @ 5 p.m., @home, jo@', []],
  ] as const) {
    it(`is told by the addresses in ${JSON.stringify(text)}, and not by the desk's own`, () => {
      assert.deepEqual(about(text), marks);
    });
  }

  it('is told by cases opened, looked up, or under way', () => {
    const memory: Partial<Memory> = {
      cases: [{ number: '4000000001' }],
      lookedUp: { number: '4000000002', email: 'jo@acme.com' },
      active: { dialog: 'request-rma', draft: { caseNumber: '4000000003' }, trail: [] },
    };
    assert.deepEqual(about('hi', memory), ['4000000001', '4000000002', '4000000003', 'jo@acme.com']);
  });

  it('is told by an address of their own however many others are named', () => {
    const others = Array.from({ length: 50 }, (_, at) => `p${at}@acme.com`).join(' ');
    const draft = { contact: { email: 'jo@acme.com' } };
    const marks = about(others, { active: { dialog: 'open-case', draft, trail: [] } });
    assert.equal(marks[0], 'jo@acme.com');
    assert.ok(marks.length <= 20);
  });
});
