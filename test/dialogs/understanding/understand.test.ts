import assert from 'node:assert/strict';
import { createUnderstanding } from '../../../dialogs/understanding/understand.ts';
import type { Intent, Understood } from '../../../dialogs/understanding/understood.ts';
import { createCatalog } from '../../../services/catalog/catalog.ts';
import { FAMILIES } from './catalog-of-few.ts';

const understanding = createUnderstanding({
  catalog: createCatalog({ families: FAMILIES, makers: [] }),
  country: 'US',
});
const circumstances = { now: new Date('2025-06-12T15:00:00Z'), timeZone: 'America/Los_Angeles', locale: 'en-US' };

function understand(text: string): Promise<Understood> {
  return understanding.understand(text, circumstances);
}

async function firstIntent(text: string): Promise<Intent> {
  return (await understand(text)).intents[0];
}

describe('one sentence', () => {
  it('fills many slots', async () => {
    const { intents, slots } = await understand(
      "my Spectra IV, SD4N35-PG-E1, S/N A1234567, dead since last Tuesday, I need an RMA asap, I'm Jo Smith from Acme, jo@acme.com, 559-292-1981",
    );
    assert.equal(intents[0], 'request-rma');
    assert.equal(slots.name, 'Jo Smith');
    assert.equal(slots.company, 'Acme');
    assert.deepEqual(slots.email, { kind: 'email', value: 'jo@acme.com' });
    assert.equal(slots.phone?.kind === 'phone' && slots.phone.value, '+15592921981');
    assert.equal(slots.products.length, 1);
    assert.equal(slots.products[0]?.model, 'SD4N35-PG-E1');
    assert.equal(slots.products[0]?.family, 'spectra-iv');
    assert.deepEqual(slots.products[0]?.serial, { raw: 'A1234567', value: 'A1234567' });
    assert.equal(slots.since?.kind === 'date' && slots.since.value, '2025-06-10');
    assert.equal(slots.expedited, true);
    assert.match(slots.problem ?? '', /dead/);
  });

  it('tells several products apart, each with its own serial', async () => {
    const { slots } = await understand(
      'SD4N35-PG-E1 S/N A1234567 has no video, and ES3012 serial B7654321 does not tilt',
    );
    assert.deepEqual(
      slots.products.map(({ model, serial }) => [model, serial?.value]),
      [
        ['SD4N35-PG-E1', 'A1234567'],
        ['ES3012', 'B7654321'],
      ],
    );
  });

  it('may name only a family', async () => {
    const { slots } = await understand('my Esprit is dead');
    assert.deepEqual([slots.products[0]?.model, slots.products[0]?.family], [undefined, 'esprit']);
  });

  it('reads a case number and an RMA number by their first digit (R21)', async () => {
    const { slots } = await understand('case 4164-5910-33, RMA 7408 2470 90');
    assert.deepEqual([slots.caseNumber, slots.rmaNumber], ['4164591033', '7408247090']);
  });

  it('hears numbers that are spoken', async () => {
    const { slots } = await understand('r m a seven three zero zero nine nine two three seven five');
    assert.equal(slots.rmaNumber, '7300992375');
  });

  it('notices a number that is nearly one of ours', async () => {
    const { slots } = await understand('what about RMA 7408247091');
    assert.equal(slots.rmaNumber, undefined);
    assert.equal(slots.mistyped, '7408247091');
  });

  it('is read to its 2,000th character', async () => {
    const { text } = await understand('a'.repeat(5000));
    assert.equal(text.length, 2000);
  });

  it('may ask for several things, the one that decides first', async () => {
    assert.deepEqual((await understand('I need an RMA and how long does it take?')).intents.slice(0, 2), [
      'request-rma',
      'faq',
    ]);
    assert.equal((await understand('Hi! What is the status of RMA 7408247090?')).intents[0], 'check-status');
    assert.equal((await understand('thanks, and please open a case')).intents[0], 'open-case');
  });

  it('holds no date for what was sent or bought', async () => {
    for (const text of [
      'I sent it to you last Tuesday, RMA 7408247090',
      'I bought it in March',
      'UPS delivered it on Monday',
    ]) {
      assert.equal((await understand(text)).slots.since, undefined, text);
    }
  });

  it('tells nothing of a return when it asks about the process', async () => {
    const { intents, slots } = await understand('can 4 cameras go in one carton?');
    assert.equal(intents[0], 'faq');
    assert.equal(slots.quantity, undefined);
  });
});

describe('a command of the conversation', () => {
  const commands: readonly (readonly [Intent, string])[] = [
    [
      'back',
      'back|go back|go back please|previous question|back one step|can we go back|take me back|undo|last question|step back|go to the previous question|no wait, go back',
    ],
    [
      'start-over',
      'start over|restart|reset|begin again|start again please|start from scratch|can we start over|let us start over|from the top|start from the beginning',
    ],
    [
      'help',
      'help|Help!|help me|what can you do?|what are my options|menu|I need help|how does this work|commands|what can I ask|hlep',
    ],
    [
      'cancel',
      'cancel|cancel please|stop|quit|exit|never mind|forget it|abort|I want to cancel|cancel this|please cancel my request|withdraw case 4164591033',
    ],
    [
      'talk-to-agent',
      'agent|human|I want to talk to a person|operator please|can I speak to someone|real person|get me a human|supervisor',
    ],
    ['goodbye', 'bye|goodbye|see you|that is all, bye'],
    ['thanks', 'thanks|thank you|thx|cheers|much appreciated'],
    ['greeting', 'hi|hello|good morning|hey there|hiya'],
  ];
  for (const [intent, table] of commands) {
    for (const said of table.split('|'))
      it(`"${said}" is ${intent}`, async () => assert.equal(await firstIntent(said), intent));
  }

  const stories: readonly (readonly [never: Intent, said: string])[] = [
    ['start-over', 'the motor starts over and over'],
    ['start-over', 'it restarts every night'],
    ['start-over', 'the recorder keeps doing a reset'],
    ['back', 'it came back from repair dead'],
    ['back', 'the picture went away and came back'],
    ['back', 'the label is on the back'],
    ['back', 'call me back'],
    ['back', 'I want it back'],
    ['cancel', 'the cancel button is broken'],
    ['cancel', 'it will not stop beeping'],
    ['cancel', 'the pan does not stop'],
    ['cancel', 'the exit sign reflects in the lens'],
    ['cancel', 'the program quits by itself'],
    ['help', 'the help desk told me it is dead'],
    ['help', 'that did not help'],
    ['help', 'the help menu is frozen'],
    ['talk-to-agent', 'the agent at UPS has it'],
    ['talk-to-agent', 'a technician installed it'],
    ['talk-to-agent', 'our operator cannot move the dome'],
    ['talk-to-agent', 'my manager is Bob'],
    ['cancel', 'my name is Stop Martin'],
    ['approve-estimate', 'ok'],
    ['approve-estimate', 'yes'],
    ['decline-estimate', 'no'],
    ['decline-estimate', 'no thanks'],
    ['cancel', 'no'],
    ['change-detail', 'the picture changed'],
    ['check-status', 'the status LED is red'],
  ];
  for (const [never, said] of stories) {
    it(`"${said}" is not ${never}`, async () => assert.ok(!(await understand(said)).intents.includes(never)));
  }
});

describe('a plain answer', () => {
  for (const said of [
    'Maria Lopez',
    'Acme Corp',
    'jo@acme.com',
    '559-292-1981',
    '1200 Main St Apt 4, Fresno, CA 93721',
    'A1234567',
    'SD4N35-PG-E1',
    'same as billing',
    'yes',
    'no',
    'two weeks ago',
    'First Data',
    'Blue Label Security',
    'Box Systems Inc',
    'May 28',
    'Fresno',
    '93721',
    'Germany',
    '3',
    'none',
    'skip',
    'leave it',
    'leave it as it is',
    'keep it',
    'my phone is 559-292-1981 and my email is jo@acme.com',
  ]) {
    it(`wants nothing: "${said}"`, async () => assert.deepEqual((await understand(said)).intents, ['none']));
  }
});

describe('a question about the process', () => {
  for (const said of [
    'what is an RMA?',
    'how long does a repair take',
    'how do I get a case number?',
    'will a human tell me if the firmware was changed',
    'what do you need to know to make an RMA?',
    'do I have to send the cables',
    'the guy on the phone said get an r m a so what is that',
    'waht if i dont acept the estimat',
    'how do i trak my retrun',
    'can two cameras go in one box',
    'diagnostic fee?',
    'international rma time',
    'Can I get a repair without a case number?',
    'does it cost extra for same-day repair',
    'who pays if I refuse the quote',
    "I can't create an RMA online",
  ]) {
    it(`is "${said}"`, async () => assert.equal(await firstIntent(said), 'faq'));
  }
});
