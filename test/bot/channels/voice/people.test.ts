import assert from 'node:assert/strict';
import type { Case } from '../../../../services/cases/case.ts';
import type { CallBack } from '../../../../services/handoff/call-backs.ts';
import type { Handoff } from '../../../../services/handoff/handoff.ts';
import { type Caller, type Line, OWN_NUMBER, startLine } from './phone.ts';

/** A Tuesday evening in California. */
const EVENING = '2026-11-11T03:00:00Z';

describe('a caller who wants a person', () => {
  let line: Line;
  afterEach(() => line.close());

  const all = <T extends { _id: string }>(name: string) => line.world.store.collection<T>(name).find({}).toArray();
  const rang = (caller: Caller, status: string) => caller.post({ DialCallStatus: status });

  describe('in the hours of the desk', () => {
    beforeEach(async () => {
      line = await startLine();
    });

    it('is put through, with what was told, and who it is', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.press('2');
      await caller.say('Jo Fox');
      await caller.press('1');
      await caller.say('spectra iv');
      await caller.say('can i talk to a real person please');
      assert.match(caller.heard, /putting you through/);
      assert.equal(caller.verb.name, 'Dial');
      const [asked] = await all<Handoff>('handoffs');
      assert.equal(caller.verb.children[0]?.text, `sip:desk@pbx.example.com?X-Handoff-Id=${asked?._id}`);
      assert.deepEqual(
        [asked?.medium, asked?.state, asked?.caller.name, asked?.caller.phone],
        ['phone', 'waiting', 'Jo Fox', OWN_NUMBER],
      );
      await rang(caller, 'completed');
      assert.equal(caller.verb.name, 'Hangup');
      assert.deepEqual(
        (await all<Handoff>('handoffs')).map(({ state, outcome }) => [state, outcome]),
        [['ended', 'picked-up']],
      );
    });

    it('goes along with the case that was opened before', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.say('my spectra iv has no picture');
      await caller.say('Jo Fox');
      await caller.press('1');
      await caller.say('no idea');
      await caller.record(4);
      await caller.press('0');
      const [opened] = await all<Case>('cases');
      const address = new URL(caller.verb.children[0]?.text ?? '');
      assert.equal(address.searchParams.get('X-Case-Id'), opened?._id);
    });

    it('hears that nobody is free, and leaves a message that makes a case', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.press('0');
      await rang(caller, 'no-answer');
      assert.match(caller.heard, /nobody is free.*leave a message, press 1.*called back, press 2/);
      assert.equal((await all<Handoff>('handoffs'))[0]?.outcome, 'missed');
      await caller.press('1');
      assert.equal(caller.verb.name, 'Record');
      await caller.record(25);
      assert.match(caller.heard, /Somebody listens to it.*case number: 4\d{3} \d{4} \d\d/);
      const [opened] = await all<Case>('cases');
      assert.deepEqual([opened?.contact.phone, opened?.items[0]?.problem], [OWN_NUMBER, 'Left a voice message']);
      await line.post('/voice/transcribed', {
        ...{ CallSid: caller.id, RecordingSid: 'RE1', TranscriptionStatus: 'completed' },
        TranscriptionText: 'please call me about the dome',
      });
      const [noted] = await all<Case>('cases');
      assert.deepEqual(
        noted?.events.map(({ kind, note }) => note ?? kind),
        ['opened', 'please call me about the dome'],
      );
    });

    it('names a time to be called back', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.say('call me back');
      await caller.say('uh tomorrow at ten in the morning');
      assert.match(caller.heard, /What is your name|Who may we ask/);
      await caller.say('Jo Fox');
      assert.match(caller.heard, /Wednesday, November 11/);
      await caller.press('1');
      const [promised] = await all<CallBack>('callBacks');
      assert.deepEqual([promised?.at.toISOString(), promised?.caller.phone], ['2026-11-11T18:00:00.000Z', OWN_NUMBER]);
      assert.match(caller.heard, /Is there anything else/);
    });

    it('has been answered, also where the caller is the first to hang up', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.press('0');
      const leg = { CallSid: 'CA-agent', ParentCallSid: caller.id, CallStatus: 'in-progress' };
      assert.equal((await line.post('/voice/answered', leg)).status, 204);
      await caller.hangUp();
      assert.deepEqual(
        (await all<Handoff>('handoffs')).map(({ outcome }) => outcome),
        ['picked-up'],
      );
    });

    it('ends the hand-off where the caller hangs up while it rings', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.press('0');
      await caller.hangUp();
      assert.deepEqual(
        (await all<Handoff>('handoffs')).map(({ state, outcome }) => [state, outcome]),
        [['ended', 'missed']],
      );
    });

    it('ends with a key what is said before a ring, a tone, and the end', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.press('0');
      assert.deepEqual(
        caller.verbs.map(({ name }) => name),
        ['Gather', 'Dial'],
      );
      await caller.interrupt('5');
      assert.deepEqual(
        caller.verbs.map(({ name }) => name),
        ['Dial'],
      );
      await rang(caller, 'busy');
      await caller.press('1');
      await caller.interrupt('5');
      assert.deepEqual(
        caller.verbs.map(({ name }) => name),
        ['Record'],
      );
      await caller.record(9);
      await caller.say('goodbye');
      assert.deepEqual(
        caller.verbs.map(({ name }) => name),
        ['Gather', 'Hangup'],
      );
      await caller.interrupt('1');
      assert.match(caller.heard, /Is there anything else/);
    });
  });

  describe('out of hours', () => {
    beforeEach(async () => {
      line = await startLine({ beginning: EVENING });
    });

    it('hears when people are there, and can leave a message or be called back', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.say('representative');
      assert.match(caller.heard, /Nobody is at the desk right now\. People are here Monday to Friday.*next time is/);
      assert.match(caller.heard, /leave a message, press 1/);
      assert.equal((await all<Handoff>('handoffs')).length, 0);
      await caller.wait();
      await caller.wait();
      await caller.wait();
      assert.match(caller.heard, /Goodbye/);
    });
  });

  describe('with a code from the chat', () => {
    beforeEach(async () => {
      line = await startLine({ isLineOpen: true });
    });

    async function codeFromChat(conversation = 'web'): Promise<string> {
      const said = async (text: string, id: string) => {
        const outcome = await line.world.desk.take({
          ...{ channel: 'direct-line', conversation, activityId: id },
          said: { kind: 'message', text, attachments: 0, from: 'jo' },
        });
        return outcome.kind === 'done' ? outcome.turn.replies.map(reply => reply.text).join('\n') : '';
      };
      await said('my SD4E dome has no picture', '1');
      const answer = await said('I want to talk to a person', '2');
      assert.match(answer, /\(800\) 289-9100, press 9 and key in/);
      return /\*\*(\d{3}) (\d{3})\*\*/.exec(answer)?.slice(1).join('') ?? assert.fail(answer);
    }

    it('need not tell it again: whoever picks up has the story', async () => {
      const code = await codeFromChat();
      const caller = await line.call(OWN_NUMBER);
      await caller.press('9');
      assert.equal(caller.verb.attributes['numDigits'], '6');
      await caller.press(code);
      assert.match(caller.heard, /what you told us in the chat\. I am putting you through/);
      const [asked] = await all<Handoff>('handoffs');
      assert.match(asked?.summary ?? '', /SD4E.*no picture/);
      assert.deepEqual(asked?.before, { channel: 'direct-line', conversation: 'web' });
      assert.doesNotMatch(JSON.stringify(await line.world.desk.history('voice', caller.id)), new RegExp(code));
    });

    it('counts once, for ten minutes, and guessing is stopped in a call and for a caller', async () => {
      const code = await codeFromChat();
      const enter = async (from: string | undefined, typed: string) => {
        const caller = await line.call(from);
        await caller.press('9');
        await caller.press(typed);
        return caller;
      };
      const guesser = await enter('+15595550111', '000001');
      await guesser.press('000002');
      assert.match(guesser.heard, /does not count/);
      await guesser.press('000003');
      for (let tries = 0; tries < 2; tries++) await enter('+15595550111', '000004');
      assert.match((await enter('+15595550111', code)).heard, /Too many codes were wrong/);
      assert.match((await enter(OWN_NUMBER, code)).heard, /putting you through/);
      assert.match((await enter('+15595550112', code)).heard, /does not count/);
      const another = await codeFromChat('later');
      line.world.pass(0.2);
      assert.match((await enter('+15595550113', another)).heard, /does not count/);
    });
  });

  describe('where nobody can be rung', () => {
    beforeEach(async () => {
      line = await startLine({ canRing: false });
    });

    it('can leave a message all the same', async () => {
      const caller = await line.call();
      await caller.press('0');
      assert.match(caller.heard, /cannot put you through.*leave a message/);
    });
  });
});
