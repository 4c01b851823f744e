import assert from 'node:assert/strict';
import { readPhone } from '../../../dialogs/understanding/phone.ts';

describe('a phone number', () => {
  const american: readonly (readonly [said: string, value: string, shown: string])[] = [
    ['559-292-1981', '+15592921981', '(559) 292-1981'],
    ['(559) 292-1981', '+15592921981', '(559) 292-1981'],
    ['559.292.1981', '+15592921981', '(559) 292-1981'],
    ['559 292 1981', '+15592921981', '(559) 292-1981'],
    ['5592921981', '+15592921981', '(559) 292-1981'],
    ['1 559 292 1981', '+15592921981', '(559) 292-1981'],
    ['+1 (559) 292-1981', '+15592921981', '(559) 292-1981'],
    ['1-800-289-9100', '+18002899100', '(800) 289-9100'],
    ['my number is 559-292-1981 thanks', '+15592921981', '(559) 292-1981'],
    ['call me at 559/292-1981.', '+15592921981', '(559) 292-1981'],
    ['tel:+15592921981', '+15592921981', '(559) 292-1981'],
    ['+44 20 7946 0958', '+442079460958', '+44 20 7946 0958'],
    ['0049 89 636 48018', '+498963648018', '+49 89 63648018'],
    ['011 49 89 636 48018', '+498963648018', '+49 89 63648018'],
    ['+91 22 6171 3000', '+912261713000', '+91 22 6171 3000'],
    ['five five nine two nine two one nine eight one', '+15592921981', '(559) 292-1981'],
    ['five five nine two nine two one nine double eight', '+15592921988', '(559) 292-1988'],
    ['five five nine 292 1981', '+15592921981', '(559) 292-1981'],
    ['5 5 9 2 9 2 1 9 8 1', '+15592921981', '(559) 292-1981'],
    ['1-800-FLOWERS', '+18003569377', '(800) 356-9377'],
    ['1 (800) GO-FEDEX', '+18004633339', '(800) 463-3339'],
    ['559-292-1981 or 559-292-1982', '+15592921981', '(559) 292-1981'],
  ];
  for (const [said, value, shown] of american) {
    it(`is read in the US from "${said}"`, () => {
      assert.deepEqual(readPhone(said, { country: 'US' }), { kind: 'phone', value, shown });
    });
  }

  const elsewhere: readonly (readonly [country: string, said: string, value: string, shown: string])[] = [
    ['GB', '020 7946 0958', '+442079460958', '020 7946 0958'],
    ['DE', '089 63648018', '+498963648018', '089 63648018'],
    ['DE', '(0 89) 636-48018', '+498963648018', '089 63648018'],
    ['FR', '01 42 68 53 00', '+33142685300', '01 42 68 53 00'],
    ['DE', '+1 559 292 1981', '+15592921981', '+1 559 292 1981'],
    ['JP', '03-3224-5000', '+81332245000', '03-3224-5000'],
    ['AU', '(02) 9374 4000', '+61293744000', '(02) 9374 4000'],
  ];
  for (const [country, said, value, shown] of elsewhere) {
    it(`is read in ${country} from "${said}"`, () => {
      assert.deepEqual(readPhone(said, { country }), { kind: 'phone', value, shown });
    });
  }

  for (const said of ['47 22 12 34 56', '21 25 55 01 47', 'call me: 47-22-123456']) {
    it(`is not sure to be of the US in "${said}"`, () => {
      const reading = readPhone(said, { country: 'US' });
      assert.equal(reading.kind === 'phone' && reading.unsure, said.replace(/^call me: /, ''));
    });
  }

  for (const said of [
    '559-292-1981 ext 12',
    '559-292-1981 x12',
    '559-292-1981, extension 12',
    '(559) 292-1981 ext. 12',
    '559 292 1981 #12',
  ]) {
    it(`keeps the extension of "${said}"`, () => {
      assert.deepEqual(readPhone(said, { country: 'US' }), {
        kind: 'phone',
        value: '+15592921981',
        shown: '(559) 292-1981',
        extension: '12',
      });
    });
  }

  const malformed: readonly (readonly [said: string, why: string])[] = [
    ['555-12', 'too-short'],
    ['292-1981', 'too-short'],
    ['559-292-198', 'too-short'],
    ['559-292-19811234', 'too-long'],
    ['123 456 7890', 'invalid'],
    ['12O 555 O134', 'letters'],
    ['my phone is 555-123', 'too-short'],
    ['00000000000000000000', 'too-long'],
  ];
  for (const [said, why] of malformed) {
    it(`says why "${said}" is none: ${why}`, () => {
      const reading = readPhone(said, { country: 'US' });
      assert.equal(reading.kind, 'malformed');
      assert.equal(reading.kind === 'malformed' && reading.why, why);
    });
  }

  for (const said of [
    '',
    'no',
    'why do you need my number?',
    'it broke on 2025-05-28 at 10:30',
    'the serial number is 5592921981',
    'S/N: 559-292-1981',
    'my RMA number is 7408247090',
    'case 4164-5910-33',
    'RMA-7408 2470 90 please',
    '4164591033',
    'serial A5592921981',
    'unit TW3-5592921981',
    'we live in 93721-1234',
    'since 28.05.2025',
    'camera 12 of 48',
    'jo5592921981@acme.com',
    'order 5592921981 from last week',
    'firmware 1.9.2.4455.2211',
    'IP 192.168.100.200',
  ]) {
    it(`is not in "${said}"`, () => assert.equal(readPhone(said, { country: 'US' }).kind, 'none'));
  }
});
