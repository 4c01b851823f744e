import assert from 'node:assert/strict';
import { type TwimlContext, twiml } from '../../../../bot/channels/voice/twiml.ts';
import type { Next, Saying } from '../../../../dialogs/line/port.ts';
import { heardIn, readDocument } from './document.ts';

const CONTEXT: TwimlContext = {
  language: 'en-US',
  people: undefined,
  at: step => `/voice/${step}?n=2`,
  kept: '/voice/kept',
  transcribed: '/voice/transcribed',
  answered: '/voice/answered',
};
const CONNECT: Next = { do: 'connect', handoff: 'h1', caseNumber: '4123456787', seconds: 40 };

describe('TwiML', () => {
  it('puts through by SIP, number, queue or workflow, each with what is known of it', async () => {
    const read = async (people: TwimlContext['people']) => {
      const [verb] = await readDocument(twiml({ said: [], next: CONNECT }, { ...CONTEXT, people }));
      return [verb?.name, verb?.children[0]?.name ?? '', verb?.children[0]?.text ?? verb?.text];
    };
    const sip = 'sip:desk@pbx.example.com;transport=tls';
    assert.deepEqual(await read({ kind: 'sip', uri: sip }), [
      ...['Dial', 'Sip', `${sip}?X-Case-Id=4123456787&X-Handoff-Id=h1`],
    ]);
    assert.deepEqual(await read({ kind: 'number', number: '+15595550100' }), ['Dial', 'Number', '+15595550100']);
    assert.deepEqual(await read({ kind: 'queue', name: 'support' }), ['Enqueue', '', 'support']);
    const task = '{"handoffId":"h1","caseNumber":"4123456787"}';
    assert.deepEqual(await read({ kind: 'workflow', id: 'WW1' }), ['Enqueue', 'Task', task]);
    assert.deepEqual(await read(undefined), ['Redirect', '', '/voice/rang?n=2']);
  });

  it('is valid, whatever is said', async () => {
    const hostile = ['<Hangup/>', ']]>', '&amp; & "\'', '\u0000\u0007\uffff\ud800', '<break time="1s"/>', '😀 ä', ''];
    for (const text of hostile) {
      const said: Saying[] = [
        { say: 'words', text },
        { say: 'digits', groups: ['12', text] },
        { say: 'spelled', text: `A-${text}9` },
        { say: 'pause', ms: 250 },
      ];
      for (const next of [
        { do: 'listen', keys: 1, speech: true, seconds: 5, hints: [text, 'status'] },
        { do: 'listen', keys: 10, speech: false, seconds: 5 },
        { do: 'record', seconds: 60 },
        { do: 'hang-up' },
      ] satisfies Next[]) {
        const verbs = await readDocument(twiml({ said, next }, CONTEXT));
        assert.ok(!verbs.slice(0, -1).some(({ name }) => name === 'Hangup'), text);
        assert.match(heardIn(verbs), /A as in Alpha/);
      }
    }
  });
});
