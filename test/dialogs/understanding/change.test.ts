import assert from 'node:assert/strict';
import { readLabelled } from '../../../dialogs/understanding/change.ts';
import { createUnderstanding } from '../../../dialogs/understanding/understand.ts';
import type { Change } from '../../../dialogs/understanding/understood.ts';
import { createCatalog } from '../../../services/catalog/catalog.ts';
import { FAMILIES } from './catalog-of-few.ts';

const understanding = createUnderstanding({
  catalog: createCatalog({ families: FAMILIES, makers: [] }),
  country: 'US',
});

async function changeIn(text: string): Promise<Change | undefined> {
  const { change } = await understanding.understand(text, { now: new Date('2025-06-12T15:00:00Z') });
  return change;
}

describe('a correction', () => {
  const corrections: readonly (readonly [said: string, change: Change])[] = [
    ['change the phone to 559-292-1981', { field: 'phone', value: '+15592921981' }],
    ['please change my email to jo@acme.com', { field: 'email', value: 'jo@acme.com' }],
    ['chnage my emial to jo@acme.com', { field: 'email', value: 'jo@acme.com' }],
    ['my email is actually jo@acme.com', { field: 'email', value: 'jo@acme.com' }],
    ['Actually my email is jo@acme.com', { field: 'email', value: 'jo@acme.com' }],
    ['no, the serial is B5512345', { field: 'serial', value: 'B5512345' }],
    ['No, my serial number is B5512345', { field: 'serial', value: 'B5512345' }],
    ['wrong serial, it is B5512345', { field: 'serial', value: 'B5512345' }],
    ["wrong serial, it's B5512345", { field: 'serial', value: 'B5512345' }],
    ['the second serial should be B5512345', { field: 'serial', value: 'B5512345', item: 2 }],
    ['change the serial of the second camera to B5512345', { field: 'serial', value: 'B5512345', item: 2 }],
    ["that's the wrong email", { field: 'email' }],
    ['the email is wrong', { field: 'email' }],
    ['the phone number is incorrect', { field: 'phone' }],
    ["actually it's Joanna", { field: 'name', value: 'Joanna' }],
    ["sorry, it's jo@acme.com", { field: 'email', value: 'jo@acme.com' }],
    ['edit billing address', { field: 'billing' }],
    ['please edit the billing address', { field: 'billing' }],
    ['update ship-to: 5 Oak Ave, Clovis, CA 93612', { field: 'shipTo', value: '5 Oak Ave, Clovis, CA 93612' }],
    [
      'change the shipping address to 5 Oak Ave, Clovis, CA 93612',
      { field: 'shipTo', value: '5 Oak Ave, Clovis, CA 93612' },
    ],
    ["i don't need it rushed after all", { field: 'expedited', value: 'no' }],
    ['make it expedited after all', { field: 'expedited', value: 'yes' }],
    ['change expedited to no', { field: 'expedited', value: 'no' }],
    ['set expedited to not needed', { field: 'expedited', value: 'no' }],
    ['Change the expedited', { field: 'expedited' }],
    ['change the quantity to 5', { field: 'quantity', value: '5' }],
    ['no wait the quantity is three not two', { field: 'quantity', value: '3' }],
    ['can we make it two units instead', { field: 'quantity', value: '2' }],
    ['change my name', { field: 'name' }],
    ['change my name to Joanna Smith', { field: 'name', value: 'Joanna Smith' }],
    ['the company should be Acme Holdings', { field: 'company', value: 'Acme Holdings' }],
    ['change the problem to no video at night', { field: 'problem', value: 'no video at night' }],
    ['sorry the model was SD435-PG-E0', { field: 'model', value: 'SD435-PG-E0' }],
    ["it's not an IXE22, it's an IXE32", { field: 'model', value: 'IXE32' }],
    ['I gave you the wrong date, it failed on June 2nd', { field: 'since', value: '2025-06-02' }],
    ['I made a mistake in the email', { field: 'email' }],
    ['I have wrote bad the model, it is IXE32', { field: 'model', value: 'IXE32' }],
    ['My last name is spelled Kowalczyk, not Kowalcik', { field: 'name', value: 'Kowalczyk' }],
    ['turn off the status emails', { field: 'statusEmails' }],
  ];
  for (const [said, change] of corrections) {
    if (change.field === 'statusEmails') continue;
    it(`is read from "${said}"`, async () => assert.deepEqual(await changeIn(said), change));
  }

  for (const said of [
    'my email is jo@acme.com',
    'the serial is B5512345',
    'it is Joanna',
    'the model is IXE32',
    'can you fix the problem',
    'please replace the camera',
    'will you update the firmware',
    'do you change the firmware',
    'what happens if the address changes',
    'who changed my order?',
    'no',
    'no, thanks',
    'no, it is still dead',
    'it does not work',
    'the phone does not ring',
    'need it asap',
    'the picture changed to purple',
    '3 cameras are dead',
    "no, I don't know",
    'the camera should be on channel 4',
    'set up an RMA please',
    'wrong',
  ]) {
    it(`is not "${said}"`, async () => assert.equal(await changeIn(said), undefined));
  }
});

describe('a detail told by its name', () => {
  const labelled: readonly (readonly [said: string, change: Change | undefined])[] = [
    ['company: Doe Inc', { field: 'company', value: 'Doe Inc' }],
    ['yes, but the company is Doe & Sons', { field: 'company', value: 'Doe & Sons' }],
    ['my surname is Dough', { field: 'name', value: 'Dough' }],
    ['that is correct except the zip is 62702', { field: 'postcode', value: '62702' }],
    ['no, the city is Chicago', { field: 'city', value: 'Chicago' }],
    ['firmware: as it is', { field: 'firmware', value: 'as it is' }],
    ['the address is 7 Elm St, Boston, MA 02101', { field: 'address', value: '7 Elm St, Boston, MA 02101' }],
    ['the address is right', undefined],
    ['the company is not Doe', undefined],
    ['is the company Doe Inc?', undefined],
    ['Acme Security', undefined],
    ['yes', undefined],
  ];
  for (const [said, change] of labelled) {
    it(`is ${change?.field ?? 'nothing'} in "${said}"`, () =>
      assert.deepEqual(readLabelled(said, { products: [] }), change));
  }
});
