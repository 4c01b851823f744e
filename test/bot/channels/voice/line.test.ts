import assert from 'node:assert/strict';
import type { Case } from '../../../../services/cases/case.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import type { ChangeInput } from '../../../../services/returns/change.ts';
import type { Rma } from '../../../../services/returns/rma.ts';
import { type Caller, type Line, OWN_NUMBER, startLine } from './phone.ts';

const OTHER_NUMBER = '+15595550177';

describe('the toll-free line', () => {
  let line: Line;
  beforeEach(async () => {
    line = await startLine({ isLineOpen: true });
  });
  afterEach(() => line.close());

  const cases = () => line.world.store.collection<Case>('cases').find({}).toArray();
  /** What the caller said or keyed in, as it is on record. */
  const saidIn = async ({ id }: Caller) =>
    ((await line.world.desk.history('voice', id)) ?? []).map(({ said }) => said.text);
  const turnsOf = async ({ id }: Caller) => JSON.stringify(await line.world.desk.history('voice', id));

  async function issued(phone = OWN_NUMBER): Promise<Rma> {
    const warranty = { kind: 'unconfirmed' as const, months: 36 };
    const items = [{ id: '1', model: 'SD4E', kind: 'dome' as const, problem: 'no picture', warranty }];
    const of = await line.world.house.cases.open({
      ...{ requestKey: `case-${phone}`, contact: { name: 'Jo Fox', email: 'jo@acme.com', phone } },
      ...{ items, status: 'open', actor: 'web' },
    });
    const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
    return line.world.house.returns.issue({
      ...{ requestKey: `rma-${phone}`, case: of, shipTo, items, expedited: false, statusEmails: true, actor: 'web' },
    });
  }

  async function reported(caller: Caller): Promise<void> {
    await caller.press('2');
    await caller.say('jo fox');
    await caller.press('1');
    await caller.say('it’s a spectra iv, s d four n thirty five p g e one');
    await caller.say('a one two three four five six seven');
    await caller.press('1');
    await caller.say('uh no picture since the storm');
    await caller.record(12);
  }

  it('greets with three choices in a breath, and says that things are written down', async () => {
    const { heard, verb } = await line.call();
    assert.match(heard, /written down, and parts of it may be recorded/);
    assert.match(heard, /status, or press 1.*return, or press 2.*question, or press 3\. For a person, press 0/);
    assert.equal(verb.name, 'Gather');
    assert.equal(verb.attributes['input'], 'dtmf speech');
    assert.equal(verb.attributes['language'], 'en-US');
  });

  describe('a case', () => {
    it('is opened by voice, and its number read digit by digit', async () => {
      const caller = await line.call(OWN_NUMBER);
      await reported(caller);
      const [opened, ...others] = await cases();
      assert.ok(opened && others.length === 0);
      assert.deepEqual(opened.contact, { name: 'Jo Fox', phone: OWN_NUMBER });
      const [item] = opened.items;
      assert.deepEqual([item?.family, item?.serial?.value], ['spectra-iv', 'A1234567']);
      assert.match(item?.problem ?? '', /no picture since the storm/);
      assert.match(
        caller.heard,
        new RegExp(`Its number is ${writeNumber(opened._id).replaceAll('-', ' ')} .*all packaging`),
      );
    });

    it('is opened for whoever tells it all in one breath, types a phone, and cannot read the serial', async () => {
      const caller = await line.call();
      await caller.say('hi this is Maria Lopez my d fifty two thirty does not tilt any more');
      assert.match(caller.heard, /Which number can we call you at/);
      await caller.press('15595550199');
      assert.match(caller.heard, /I have 1 559 555 0199 .*right/);
      await caller.press('1');
      assert.match(caller.heard, /serial number/);
      await caller.say('uh i cannot read it');
      await caller.press('5');
      const [opened] = await cases();
      assert.deepEqual(
        [opened?.contact.name, opened?.contact.phone, opened?.items[0]?.serial],
        ['Maria Lopez', '+15595550199', undefined],
      );
      assert.match(opened?.items[0]?.problem ?? '', /not tilt/);
    });

    it('takes a serial that is keyed in, letters too, and another one where it was heard wrong', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.say('return');
      await caller.say('Jo Fox');
      await caller.say('yes');
      await caller.say('a spectra mini dome');
      for (let tries = 0; !/serial number/.test(caller.heard) && tries < 3; tries++) await caller.say('no idea');
      await caller.say('b as in bravo five five zero nine two');
      assert.match(caller.heard, /B as in Bravo 5 5 0 9 2/);
      await caller.press('2');
      assert.match(caller.heard, /serial number/);
      await caller.press('*2155092');
      assert.match(caller.heard, /A as in Alpha 5 5 0 9 2/);
      await caller.say('yes that is right');
      await caller.say('no picture');
      await caller.record(3);
      assert.equal((await cases())[0]?.items[0]?.serial?.value, 'A55092');
    });

    it('answers a question in between, and asks again what was open', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.say('return');
      await caller.say('Jo Fox');
      await caller.press('1');
      await caller.say('how long does a repair take?');
      assert.match(caller.heard, /3 business days/);
      assert.match(caller.heard, /Which product is it/);
    });

    it('is the same where the engine posts a step again', async () => {
      const caller = await line.call(OWN_NUMBER);
      await reported(caller);
      const { heard } = caller;
      const path = '/voice/recorded?n=9';
      const again = await line.post(path, { CallSid: caller.id, RecordingDuration: '12' });
      assert.equal(again.status, 200);
      assert.ok(heard.length > 0);
      assert.equal((await cases()).length, 1);
    });

    it('has its own recording and number for each product, whatever was asked before', async () => {
      const { caseNumber } = await issued();
      const caller = await line.call(OWN_NUMBER);
      await caller.press('1');
      await caller.press(caseNumber);
      await caller.press('0142');
      await reported(caller);
      const numbers = (await cases()).map(({ _id }) => _id).filter(number => number !== caseNumber);
      assert.equal(numbers.length, 1);
      // What was recorded for it comes while the next one is told of.
      await caller.press('2');
      await caller.press('2');
      const words = { TranscriptionText: 'it hung in the rain', TranscriptionStatus: 'completed' };
      await line.post('/voice/transcribed', { CallSid: caller.id, RecordingSid: caller.recording, ...words });
      const told = (await cases()).filter(({ events }) => JSON.stringify(events).includes('in the rain'));
      assert.deepEqual(
        told.map(({ _id }) => _id),
        numbers,
      );
    });

    it('comes after a warning, where somebody may get hurt', async () => {
      const caller = await line.call(OWN_NUMBER);
      await caller.say('my dome is smoking and there are sparks');
      assert.match(caller.heard, /^Safety first: please switch it off/);
      assert.match(caller.heard, /What is your name/);
    });

    it('goes on in the next call within the hour, after the last four digits', async () => {
      const first = await line.call(OWN_NUMBER);
      await first.press('2');
      await first.say('jo fox');
      await first.press('1');
      await first.say('s d four n thirty five');
      await first.hangUp();
      line.world.pass(0.5);
      const second = await line.call(OWN_NUMBER);
      assert.match(second.heard, /cut off .*last four digits/);
      assert.doesNotMatch(second.heard, /Jo|Fox|SD4/i);
      await second.press('0142');
      assert.match(second.heard, /go on where we were\. What is its serial number/);
      assert.ok(!(await saidIn(second)).includes('0142'));
    });

    it('begins anew after wrong digits, for other numbers, and after the hour', async () => {
      const first = await line.call(OWN_NUMBER);
      await first.press('2');
      await first.say('jo fox');
      await first.press('1');
      await first.hangUp();
      assert.doesNotMatch((await line.call(OTHER_NUMBER)).heard, /cut off/);
      const wrong = await line.call(OWN_NUMBER);
      await wrong.press('9999');
      assert.match(wrong.heard, /do not fit.*For the status/);
      line.world.pass(1.1);
      assert.doesNotMatch((await line.call(OWN_NUMBER)).heard, /cut off/);
    });

    it('gives a code, with which the chat goes on to the RMA', async () => {
      const caller = await line.call(OWN_NUMBER);
      await reported(caller);
      await caller.press('1');
      const code = /type this code: (\d{3}) (\d{3})/.exec(caller.heard)?.slice(1).join('') ?? assert.fail(caller.heard);
      const [opened] = await cases();
      const said: string[] = [];
      const chat = async (text: string, id = `m-${said.length}`) => {
        const outcome = await line.world.desk.take({
          ...{ channel: 'direct-line', conversation: 'web', activityId: id },
          said: { kind: 'message', text, attachments: 0, from: 'jo' },
        });
        said.push(...(outcome.kind === 'done' ? outcome.turn.replies.map(reply => reply.text) : ['unsaved']));
        return said.slice(-3).join('\n');
      };
      assert.match(await chat(`my code is ${code}`), new RegExp(`your case ${writeNumber(opened?._id ?? '')}`));
      for (const answer of [
        ...['no', 'jo@acme.com', '1 Elm St, Fresno, CA 93721, USA', 'same', 'leave it as it is', 'no', 'yes', 'yes'],
      ]) {
        await chat(answer);
      }
      const [rma] = await line.world.store.collection<Rma>('rmas').find({}).toArray();
      assert.ok(rma, said.join('\n---\n'));
      assert.deepEqual(
        [rma.caseNumber, rma.contact.email, rma.contact.phone],
        [opened?._id, 'jo@acme.com', OWN_NUMBER],
      );
      assert.equal((await cases()).length, 1);
      assert.match(await chat(code, 'again'), /does not count/);
    });
  });

  describe('a status', () => {
    it('takes the number and the last four digits by keys, and tells nothing personal (R24)', async () => {
      const { _id } = await issued();
      const caller = await line.call();
      await caller.press('1');
      assert.equal(caller.verb.attributes['numDigits'], '10');
      await caller.press(_id);
      assert.equal(caller.verb.attributes['numDigits'], '4');
      await caller.press('0142');
      assert.match(caller.heard, new RegExp(`R M A ${writeNumber(_id).replaceAll('-', ' ')}`));
      assert.match(caller.heard, /December 10, 2026/);
      assert.doesNotMatch(caller.heard, /Jo|Fox|acme|Elm|https?:|\*\*/i);
      assert.ok(!(await saidIn(caller)).includes('0142'));
    });

    it('takes them by voice as well, and says a mistyped number from an unknown one apart (R21)', async () => {
      const rma = await issued();
      const change: ChangeInput = { kind: 'received', items: [] };
      await line.world.house.returns.change(rma._id, change, { actor: 'api:1' });
      const caller = await line.call();
      const spoken = [...rma._id].map(
        digit => 'zero one two three four five six seven eight nine'.split(' ')[Number(digit)],
      );
      const wrong = `${rma._id.slice(0, 8)}${(Number(rma._id[8]) + 1) % 10}${rma._id[9]}`;
      await caller.say('where is my repair');
      await caller.press(wrong);
      assert.match(caller.heard, /A digit of that number cannot be right/);
      await caller.say(`it is ${spoken.join(' ')}`);
      await caller.say('zero one four two');
      assert.match(caller.heard, /arrived/i);
    });

    it('ends guessing in a call, for a caller, and for a number, whoever guesses (R24)', async () => {
      const { _id } = await issued();
      const guess = async (from: string | undefined, digits: string) => {
        const caller = await line.call(from);
        await caller.press('1');
        for (let tries = 0; tries < 4 && caller.verb.attributes['numDigits'] === '10'; tries++) {
          await caller.press(_id);
          await caller.press(digits);
        }
        return caller.heard;
      };
      assert.match(await guess(OTHER_NUMBER, '1111'), /did not fit too often/);
      assert.match(await guess(OTHER_NUMBER, '1112'), /did not fit too often/);
      // The caller is locked out by now, whatever they know.
      assert.match(await guess(OTHER_NUMBER, '0142'), /did not fit too often/);
      assert.match(await guess('+15595550111', '0142'), /R M A/);
      for (const from of ['+15595550112', '+15595550113']) await guess(from, '1113');
      assert.match(await guess('+15595550114', '0142'), /do not go together|too often/);
    });
  });

  describe('a question', () => {
    it('is answered in the words that the article has for the ear', async () => {
      const caller = await line.call();
      await caller.say('question');
      await caller.say('how do i pack it for shipping');
      assert.match(caller.heard, /Did that answer it/);
      assert.doesNotMatch(caller.heard, /https?:|\*|\[|•/);
      await caller.say('yes thank you');
      assert.match(caller.heard, /Is there anything else/);
      await caller.say('no that is all thanks');
      assert.match(caller.heard, /Goodbye/);
      assert.equal(caller.verb.name, 'Hangup');
    });

    it('is answered where it is asked, and what no article tells is not made up', async () => {
      const caller = await line.call();
      await caller.say('how long do I have to send it in?');
      assert.match(caller.heard, /30 days/);
      await caller.say('no');
      await caller.press('3');
      await caller.say('what is the weather in paris');
      assert.match(caller.heard, /would rather not guess/);
    });
  });

  describe('conduct', () => {
    it('asks again in other words, twice, and then rings a person', async () => {
      const caller = await line.call();
      const first = caller.heard;
      const second = await caller.wait();
      const third = await caller.say('mumble mumble hrmpf');
      assert.match(second, /I did not hear anything\. You can say status/);
      assert.match(third, /I did not understand that\. Please press 1/);
      assert.equal(new Set([first, second, third]).size, 3);
      await caller.wait();
      assert.equal(caller.verb.name, 'Dial');
    });

    it('says again what it said, for a star or for whoever asks', async () => {
      const caller = await line.call(OWN_NUMBER);
      await reported(caller);
      const said = caller.heard;
      assert.equal(await caller.press('*'), said);
      assert.equal(await caller.say('can you repeat that please'), said);
    });

    it('keeps what was said, for whoever looks it up later', async () => {
      const caller = await line.call(OWN_NUMBER);
      await reported(caller);
      const told = await turnsOf(caller);
      assert.match(told, /no picture since the storm/);
      assert.match(told, /Its number is/);
    });

    it('says that something went wrong where the store is away, and goes on when it is back', async () => {
      const caller = await line.call();
      line.world.cutStore();
      await caller.press('2');
      assert.match(caller.heard, /Something went wrong/);
      assert.equal(caller.verb.name, 'Hangup');
      line.world.mendStore();
    });
  });
});
