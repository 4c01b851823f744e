import assert from 'node:assert/strict';
import { type ErrandKind, readErrand } from '../../../dialogs/understanding/errands.ts';
import { createUnderstanding } from '../../../dialogs/understanding/understand.ts';
import { createCatalog } from '../../../services/catalog/catalog.ts';
import { FAMILIES } from './catalog-of-few.ts';

const understanding = createUnderstanding({
  catalog: createCatalog({ families: FAMILIES, makers: [] }),
  country: 'US',
});
const now = new Date('2026-11-10T17:00:00Z');

async function read(said: string) {
  return readErrand(await understanding.understand(said, { now }));
}

describe('what a customer wants done about a return that exists', () => {
  const wishes: Readonly<Record<ErrandKind, readonly string[]>> = {
    withdraw: [
      'pls cancel my rma 7123-4567-85',
      'cancle my return please',
      'Please withdraw case 4123-4567-88',
      "I don't need the repair anymore",
      'we are not sending it in after all',
      'void RMA 7123456785, it works again',
      'I changed my mind about the return',
      'no need for the rma any more',
      'call off the return',
    ],
    'ship-to': [
      'i moved, send it to 12 Oak Ave, Fresno, CA 93721',
      'ship it to our new office: 5 Pine Rd, Reno, NV 89501',
      'send it to a different address',
      'the shipping address on my rma is wrong',
      'we have relocated',
      'change the ship-to address',
      'I must change the address for the delivery',
    ],
    phone: [
      'wrong phone nr on my return',
      'my phone number has changed to 559 555 0199',
      'change the phone number please',
      'i have a new cell number',
      'update my phone to 559-292-1981',
    ],
    email: [
      'please change the email on my rma',
      'chnage my emial to sam.o@quayside.ie',
      'my email has changed',
      'i mistyped my email, it is ann.lee@acme.com',
      'the email on the case is outdated, use new.ops@ferrytown.example',
      'i have a new email address',
    ],
    'status-emails': [
      'stop the status emails',
      'unsubscribe',
      'no more emails please',
      'pls notify me when it ships',
      'turn off the notifications',
      'I want status emails',
    ],
    tracking: [
      'i sent it with UPS 1Z999AA10123456784',
      'tracking number is 7489 1234 5678',
      'I shipped it yesterday by fedex, tracking 748912345678',
      'i have a tracking number',
      'sent it via DHL',
      'here is the tracking number: RB123456785DE',
    ],
    'data-recovery': [
      'can u get my videos back?',
      'can you recover the recordings on the disk',
      'need a quote for data recovery on my recorder',
      'please rescue the footage',
      'pls save my recordings',
    ],
    firmware: [
      'forgot to say: upgrade the firmware too',
      'please also put the latest firmware on it, please',
      'downgrade the software to 2.1 please',
      'pls upgarde the firmwear of my camera',
      'can you update the firmware as well',
    ],
    expedite: [
      'can you speed it up',
      'i need it faster, expedite please',
      'can you make it faster?',
      'hurry up please',
    ],
    photo: [
      'add a photo to my case',
      'i want to send another picture',
      'can I upload a document',
      'attach the invoice',
    ],
    note: [
      'tell the technician that the left screw is loose',
      'add a note to my rma',
      'forgot to mention that it only fails at night',
      'please leave a comment for the repair team',
    ],
    'my-cases': ['list my cases', 'what do i have open', 'my returns', 'show me all my rmas', 'which cases do I have'],
    history: ['what happened so far?', 'history', 'show me the history of my return', 'what has been done so far'],
    change: ['i want to change something'],
  };
  for (const [kind, sayings] of Object.entries(wishes)) {
    for (const said of sayings) {
      it(`is ${kind} in "${said}"`, async () => assert.equal((await read(said))?.kind, kind));
    }
  }

  const others = [
    'where is my repair?',
    'has my camera arrived?',
    'my camera is dead since the firmware update',
    'the firmware upgrade failed and now it is stuck',
    'no video on my recorder',
    'it lost all recordings',
    'the picture is blurred',
    'I need an RMA for my camera, asap',
    'I need to return a camera',
    'open a case please',
    'How do I cancel an RMA?',
    'what happens if I cancel my return?',
    'do you upgrade the firmware automatically?',
    'what is the tracking number of my rma',
    'is data recovery covered by warranty',
    'how much is data recovery',
    'can 4 cameras go in one box?',
    'cancel',
    'yes',
    'no',
    'thanks',
    'hello',
    'scrap it',
    'I approve the estimate',
    'the estimate is too expensive, send it back unrepaired',
    'I want to talk to a human',
    'email me this chat',
    'do not cancel my rma',
    'why was my return cancelled',
    'please send the invoice to accounts@acme.com',
    'send me the label again',
    'is my address correct?',
    'where do I send it?',
    'there is no picture on the monitor',
    'the estimate of my return is fine, go ahead',
    'we moved the camera and now it is dead',
    'the camera does not send emails',
    'my IP address has changed and now there is no picture',
    '12 Oak Ave, Fresno, CA 93721',
    '559 555 0199',
    'jo@acme.com',
    'my dome lost its picture, serial A1234567',
    'I shipped you a camera last year, is it still under warranty?',
  ];
  for (const said of others) {
    it(`is none in "${said}"`, async () => assert.equal(await read(said), undefined));
  }

  it('tells words that name a return from words that only the conversation can place', async () => {
    assert.equal((await read('cancel my rma 7123456785'))?.sure, true);
    assert.equal((await read('wrong phone nr on my return'))?.sure, true);
    assert.equal((await read('forgot to say: upgrade the firmware too'))?.sure, true);
    assert.equal((await read('downgrade the firmware'))?.sure, false);
    assert.equal((await read('can u get my videos back?'))?.sure, false);
  });

  it('finds none in a story, however long', async () => {
    const long = `I moved, change my address. ${'and then it went on and on '.repeat(40)}`;
    assert.equal(await read(long), undefined);
  });
});
