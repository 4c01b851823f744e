import assert from 'node:assert/strict';
import { addAddressPart, readAddress } from '../../../dialogs/understanding/address.ts';
import { readDate } from '../../../dialogs/understanding/date.ts';
import { readEmail } from '../../../dialogs/understanding/email.ts';
import { findIntroduction, readCompany, readName } from '../../../dialogs/understanding/name.ts';
import { readPhone } from '../../../dialogs/understanding/phone.ts';
import { readProblem } from '../../../dialogs/understanding/problem.ts';
import { readSerial } from '../../../dialogs/understanding/serial.ts';
import { createUnderstanding } from '../../../dialogs/understanding/understand.ts';
import { readYesNo } from '../../../dialogs/understanding/yes-no.ts';
import { createCatalog } from '../../../services/catalog/catalog.ts';
import { FAMILIES } from './catalog-of-few.ts';

/** What slow patterns and careless loops trip over, to be repeated to 4,000 characters. */
const PIECES = [
  'a',
  '1',
  '1 ',
  '1-',
  '1.',
  '1/',
  '(1) ',
  '+1',
  'a1',
  'A1-',
  'a@',
  '@',
  'a.',
  'a-',
  '-',
  '.',
  ',',
  ', ',
  '\n',
  'a\n',
  ' ',
  '\t',
  '\u0000',
  '🙂',
  'é',
  'ß',
  'at dot ',
  'at x dash ',
  'dot ',
  'at ',
  'serial ',
  'serial is ',
  's/n ',
  'sn',
  'O ',
  'OI1 ',
  'may ',
  'in march ',
  'since ',
  'last ',
  'two ',
  'for two weeks ',
  'no ',
  'yes ',
  'not ',
  'wrong serial ',
  'change the ',
  'the ',
  'my name is ',
  'Aa ',
  'from Acme ',
  "I'm ",
  'street ',
  '12 Main St ',
  'Apt 4 ',
  'same ',
  'is not ',
  "it's not an X, it's ",
  '?',
  'please ',
  'can you ',
  'need an rma ',
  'r m a ',
  'dead ',
  'does not ',
  'double ',
  'oh ',
  'b as in bravo ',
  'one two ',
  'cancel ',
  'about ',
  'what is ',
  '7408 ',
  '4',
  '7',
  'SD4N ',
  'call me on ',
  'ext 1 ',
  '800-AAA',
  'PO Box 1 ',
  'SW1A ',
  '12345 ',
  'Straße ',
  'the second serial should be ',
  'constructor ',
  '__proto__ ',
  'toString ',
] as const;

const NOW = new Date('2025-06-12T15:00:00Z');
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  readEmail,
  readPhone: text => readPhone(text, { country: 'US' }),
  readSerial,
  readDate: text => readDate(text, { now: NOW }),
  readAddress: text => readAddress(text, { country: 'US' }),
  addAddressPart: text => addAddressPart({ raw: '1 Main St', street: ['1 Main St'] }, text),
  readName,
  readCompany,
  findIntroduction,
  readProblem,
  readYesNo,
};

/** The texts are read to the end or not at all: a pattern that backtracks without bound runs into the runner's own limit. */
const LENGTH = 4000;

describe('hostile input', () => {
  for (const [name, read] of Object.entries(READERS)) {
    it(`neither stops nor breaks ${name}`, () => {
      for (const piece of PIECES) {
        for (const end of ['', '!', ' x@', ' Z9'])
          assert.doesNotThrow(() => read(piece.repeat(LENGTH).slice(0, LENGTH - end.length) + end));
      }
    });
  }

  it('is understood without an error, whatever it is', async () => {
    const understanding = createUnderstanding({
      catalog: createCatalog({ families: FAMILIES, makers: [] }),
      country: 'US',
    });
    for (const piece of PIECES) {
      const understood = await understanding.understand(piece.repeat(LENGTH).slice(0, LENGTH), { now: NOW });
      assert.ok(understood.intents.length > 0);
      assert.ok(understood.text.length <= 2000);
    }
  });
});
