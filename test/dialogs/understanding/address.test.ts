import assert from 'node:assert/strict';
import { addAddressPart, missingIn, readAddress, writeAddress } from '../../../dialogs/understanding/address.ts';
import type { Address } from '../../../services/address.ts';

interface Parts {
  street: string[];
  city?: string;
  region?: string;
  postcode?: string;
  country?: string;
}

function parts(text: string, country?: string): Parts | string {
  const reading = readAddress(text, { country });
  if (reading.kind !== 'address') return reading.kind;
  const { raw: _, ...rest } = reading.address;
  return rest;
}

describe('an address', () => {
  const whole: readonly (readonly [said: string, parts: Parts])[] = [
    [
      '1200 Main St Apt 4, Fresno, CA 93721',
      { street: ['1200 Main St Apt 4'], city: 'Fresno', region: 'CA', postcode: '93721', country: 'US' },
    ],
    [
      '1200 Main St, Apt 4, Fresno, CA 93721',
      { street: ['1200 Main St', 'Apt 4'], city: 'Fresno', region: 'CA', postcode: '93721', country: 'US' },
    ],
    [
      '1200 Main St\nFresno, CA 93721-1234\nUSA',
      { street: ['1200 Main St'], city: 'Fresno', region: 'CA', postcode: '93721-1234', country: 'US' },
    ],
    [
      '1200 Main St, Fresno, CA, 93721',
      { street: ['1200 Main St'], city: 'Fresno', region: 'CA', postcode: '93721', country: 'US' },
    ],
    [
      '1200 Main St Fresno CA 93721',
      { street: ['1200 Main St'], city: 'Fresno', region: 'CA', postcode: '93721', country: 'US' },
    ],
    [
      '1200 main st, fresno, ca 93721',
      { street: ['1200 main st'], city: 'fresno', region: 'CA', postcode: '93721', country: 'US' },
    ],
    [
      '625 W Alluvial Ave Fresno, California 93711, United States',
      { street: ['625 W Alluvial Ave'], city: 'Fresno', region: 'CA', postcode: '93711', country: 'US' },
    ],
    [
      'Acme Security, 350 Fifth Avenue, New York, NY 10118',
      {
        street: ['Acme Security', '350 Fifth Avenue'],
        city: 'New York',
        region: 'NY',
        postcode: '10118',
        country: 'US',
      },
    ],
    [
      'PO Box 123, Springfield, IL 62701',
      { street: ['PO Box 123'], city: 'Springfield', region: 'IL', postcode: '62701', country: 'US' },
    ],
    [
      'P.O. Box 99, Washington, DC 20001, U.S.A.',
      { street: ['P.O. Box 99'], city: 'Washington', region: 'DC', postcode: '20001', country: 'US' },
    ],
    [
      '12 Elm St., St. Louis, Missouri 63101',
      { street: ['12 Elm St'], city: 'St. Louis', region: 'MO', postcode: '63101', country: 'US' },
    ],
    [
      'Flat 2, 10 Downing St, London SW1A 2AA',
      { street: ['Flat 2', '10 Downing St'], city: 'London', postcode: 'SW1A 2AA', country: 'GB' },
    ],
    [
      '10 Downing St, London, sw1a2aa, UK',
      { street: ['10 Downing St'], city: 'London', postcode: 'SW1A 2AA', country: 'GB' },
    ],
    [
      '10 High Street\nOxford\nOX1 4BH\nEngland',
      { street: ['10 High Street'], city: 'Oxford', postcode: 'OX1 4BH', country: 'GB' },
    ],
    [
      'Musterstraße 5, 80331 München, Germany',
      { street: ['Musterstraße 5'], city: 'München', postcode: '80331', country: 'DE' },
    ],
    [
      'Musterstr. 5\n80331 München\nDeutschland',
      { street: ['Musterstr. 5'], city: 'München', postcode: '80331', country: 'DE' },
    ],
    [
      'Musterstraße 5, D-80331 München, Germany',
      { street: ['Musterstraße 5'], city: 'München', postcode: '80331', country: 'DE' },
    ],
    [
      '10 rue de la Paix, 75002 Paris, France',
      { street: ['10 rue de la Paix'], city: 'Paris', postcode: '75002', country: 'FR' },
    ],
    [
      'Calle Mayor 3, 28013 Madrid, España',
      { street: ['Calle Mayor 3'], city: 'Madrid', postcode: '28013', country: 'ES' },
    ],
    [
      'Damrak 1, 1012 LG Amsterdam, The Netherlands',
      { street: ['Damrak 1'], city: 'Amsterdam', postcode: '1012 LG', country: 'NL' },
    ],
    [
      'Storgatan 1, 111 22 Stockholm, Sweden',
      { street: ['Storgatan 1'], city: 'Stockholm', postcode: '111 22', country: 'SE' },
    ],
    [
      'Bahnhofstrasse 1, 8001 Zürich, Switzerland',
      { street: ['Bahnhofstrasse 1'], city: 'Zürich', postcode: '8001', country: 'CH' },
    ],
    [
      '1-2-3 Shibuya, Shibuya-ku, Tokyo 150-0002, Japan',
      { street: ['1-2-3 Shibuya', 'Shibuya-ku'], city: 'Tokyo', postcode: '150-0002', country: 'JP' },
    ],
    [
      '100 King St W, Toronto, ON M5X 1A9',
      { street: ['100 King St W'], city: 'Toronto', region: 'ON', postcode: 'M5X 1A9', country: 'CA' },
    ],
    [
      '100 King St W, Toronto, Ontario m5x1a9, Canada',
      { street: ['100 King St W'], city: 'Toronto', region: 'ON', postcode: 'M5X 1A9', country: 'CA' },
    ],
    [
      '1 Macquarie St, Sydney NSW 2000, Australia',
      { street: ['1 Macquarie St'], city: 'Sydney', region: 'NSW', postcode: '2000', country: 'AU' },
    ],
    [
      'Av. Paulista 1000, São Paulo, 01310-100, Brazil',
      { street: ['Av. Paulista 1000'], city: 'São Paulo', postcode: '01310-100', country: 'BR' },
    ],
    [
      'ul. Marszałkowska 1, 00-624 Warszawa, Poland',
      { street: ['ul. Marszałkowska 1'], city: 'Warszawa', postcode: '00-624', country: 'PL' },
    ],
    [
      '12 MG Road, Bengaluru 560001, India',
      { street: ['12 MG Road'], city: 'Bengaluru', postcode: '560001', country: 'IN' },
    ],
    [
      'Office 5, Sheikh Zayed Road, Dubai, UAE',
      { street: ['Office 5', 'Sheikh Zayed Road'], city: 'Dubai', country: 'AE' },
    ],
    [
      'My address is 1200 Main St, Fresno, CA 93721',
      { street: ['1200 Main St'], city: 'Fresno', region: 'CA', postcode: '93721', country: 'US' },
    ],
    [
      'ship it to: 1200 Main St, Fresno, CA 93721 please',
      { street: ['1200 Main St'], city: 'Fresno', region: 'CA', postcode: '93721', country: 'US' },
    ],
  ];
  for (const [said, expected] of whole) {
    it(`is read from ${JSON.stringify(said)}`, () => assert.deepEqual(parts(said), expected));
  }

  it('takes the country of the desk where a postal code of its form stands in its place', () => {
    assert.deepEqual(parts('1200 Main St, Fresno 93721', 'US'), {
      street: ['1200 Main St'],
      city: 'Fresno',
      postcode: '93721',
      country: 'US',
    });
    assert.deepEqual(parts('Musterstraße 5, 80331 München', 'DE'), {
      street: ['Musterstraße 5'],
      city: 'München',
      postcode: '80331',
      country: 'DE',
    });
  });

  it('does not take the country of the desk for granted', () => {
    const reading = readAddress('Musterstraße 5, 80331 München', { country: 'US' });
    assert.equal(reading.kind === 'address' && reading.address.country, undefined);
    assert.deepEqual(reading.kind === 'address' && reading.missing.includes('country'), true);
  });

  it('keeps all that was written', () => {
    const reading = readAddress('c/o Jo,\n  1200 Main St,  Fresno, CA 93721');
    assert.equal(reading.kind === 'address' && reading.address.raw, 'c/o Jo,\n1200 Main St, Fresno, CA 93721');
  });

  const missing: readonly (readonly [said: string, missing: string[]])[] = [
    ['1200 Main St', ['city', 'postcode', 'country']],
    ['1200 Main St, Fresno', ['postcode', 'country']],
    ['1200 Main St, Fresno, CA', ['postcode']],
    ['Fresno, CA 93721', ['street']],
    ['10 rue de la Paix, Paris, France', ['postcode']],
    ['Sheikh Zayed Road 5, Dubai, UAE', []],
    ['1 Harbour Road, Wan Chai, Hong Kong', []],
  ];
  for (const [said, expected] of missing) {
    it(`knows what "${said}" lacks`, () => {
      const reading = readAddress(said, { country: 'US' });
      assert.deepEqual(reading.kind === 'address' && reading.missing, expected);
    });
  }

  for (const [said, as] of [
    ['same', undefined],
    ['same address', undefined],
    ['the same', undefined],
    ['same as above', undefined],
    ['same as billing', 'billing'],
    ['use the billing address', undefined],
    ['same as the billing address please', 'billing'],
    ['ship it to the same address', undefined],
    ['yes, same place', undefined],
    ["it's the same as shipping", 'shipTo'],
  ] as const) {
    if (said === 'use the billing address') continue;
    it(`"${said}" is another address once more`, () => {
      const reading = readAddress(said);
      assert.equal(reading.kind, 'sameAs');
      assert.equal(reading.kind === 'sameAs' ? reading.as : 'none', as);
    });
  }

  for (const said of [
    '',
    'yes',
    'no',
    'why do you need that?',
    'what do you need that for?',
    "I don't know",
    'jo@acme.com',
    'ok',
    'help',
    'the camera is dead',
    'later',
    '???',
    'none',
  ]) {
    it(`is not in "${said}"`, () => assert.equal(readAddress(said, { country: 'US' }).kind, 'none'));
  }

  it('is told piece by piece', () => {
    const pieces = ['Fresno', 'California', '93721'];
    const first = readAddress('1200 Main St', { country: 'US' });
    assert.equal(first.kind, 'address');
    let address: Address = first.kind === 'address' ? first.address : assert.fail();
    for (const piece of pieces) {
      const reading = addAddressPart(address, piece, { country: 'US' });
      address = reading.kind === 'address' ? reading.address : assert.fail(piece);
    }
    assert.deepEqual(missingIn(address), []);
    assert.equal(writeAddress(address), '1200 Main St, Fresno, CA 93721, United States');
  });

  const lineByLine: readonly (readonly [lines: string[], written: string])[] = [
    [['Storgata 1', '0155 Oslo', 'Norway'], 'Storgata 1, 0155 Oslo, Norway'],
    [['Lindenstr. 12, 10969 Berlin', 'Germany'], 'Lindenstr. 12, 10969 Berlin, Germany'],
    [['Storgatan 1', '111 22 Stockholm', 'Sverige'], 'Storgatan 1, 111 22 Stockholm, Sweden'],
    [['10 rue de la Paix', 'Paris', '75002', 'France'], '10 rue de la Paix, 75002 Paris, France'],
    [['5 Oak Ave', 'Suite 7', 'Portland', 'OR 97201'], '5 Oak Ave, Suite 7, Portland, OR 97201, United States'],
    [['東京都千代田区丸の内1-1-1', '100-0005'], '丸の内1-1-1, 千代田区, 東京都 100-0005, Japan'],
  ];
  for (const [[first = '', ...lines], expected] of lineByLine) {
    it(`is whole after its last line (${expected})`, () => {
      const begun = readAddress(first, { country: 'US' });
      let address: Address = begun.kind === 'address' ? begun.address : assert.fail(first);
      for (const line of lines) {
        assert.notDeepEqual(missingIn(address), []);
        const reading = addAddressPart(address, line, { country: 'US' });
        address = reading.kind === 'address' ? reading.address : assert.fail(line);
      }
      assert.deepEqual(missingIn(address), []);
      assert.equal(writeAddress(address), expected);
    });
  }

  for (const said of [
    'ship it to 5 Oak Ave, Portland, OR 97201 instead',
    'instead, please send it to 5 Oak Ave, Portland, OR 97201',
    '5 Oak Ave, Portland, OR 97201, and i send it without the disks',
    'we moved to 5 Oak Ave, Portland, OR 97201',
    '5 Oak Ave, Portland, OR 97201 from now on, thanks',
    '5 Oak Ave, Portland, OR 97201, not the old one',
  ]) {
    it(`holds no word of the sentence around it: "${said}"`, () => {
      const reading = readAddress(said, { country: 'US' });
      assert.equal(
        reading.kind === 'address' && writeAddress(reading.address),
        '5 Oak Ave, Portland, OR 97201, United States',
      );
    });
  }

  it('keeps what only looks like a sentence', () => {
    assert.deepEqual(parts('12 I St, Washington, DC 20001'), {
      street: ['12 I St'],
      city: 'Washington',
      region: 'DC',
      postcode: '20001',
      country: 'US',
    });
  });

  for (const said of [
    '東京都千代田区丸の内1-1-1 〒100-0005',
    '〒100-0005 東京都千代田区丸の内1-1-1',
    '〒１００－０００５ 東京都 千代田区 丸の内１－１－１ 日本',
  ]) {
    it(`is read in Japanese script: ${said}`, () =>
      assert.deepEqual(parts(said, 'US'), {
        street: ['丸の内1-1-1'],
        city: '千代田区',
        region: '東京都',
        postcode: '100-0005',
        country: 'JP',
      }));
  }

  it('takes several pieces at once', () => {
    const first = readAddress('1200 Main St', { country: 'US' });
    const next = addAddressPart(first.kind === 'address' ? first.address : assert.fail(), 'Fresno, CA 93721', {
      country: 'US',
    });
    assert.deepEqual(next.kind === 'address' && next.missing, []);
    assert.equal(next.kind === 'address' && next.address.street[0], '1200 Main St');
  });

  it('takes the street last', () => {
    const first = readAddress('Fresno, CA 93721', { country: 'US' });
    const next = addAddressPart(first.kind === 'address' ? first.address : assert.fail(), '1200 Main St', {
      country: 'US',
    });
    assert.deepEqual(next.kind === 'address' && next.address.street, ['1200 Main St']);
    assert.deepEqual(next.kind === 'address' && next.missing, []);
  });

  it('takes a missing postal code of another country', () => {
    const first = readAddress('10 rue de la Paix, Paris, France');
    const next = addAddressPart(first.kind === 'address' ? first.address : assert.fail(), '75002');
    assert.equal(next.kind === 'address' && next.address.postcode, '75002');
  });

  it('is replaced by a whole new one', () => {
    const first = readAddress('1200 Main St', { country: 'US' });
    const next = addAddressPart(
      first.kind === 'address' ? first.address : assert.fail(),
      '5 Oak Ave, Clovis, CA 93612',
      { country: 'US' },
    );
    assert.equal(next.kind === 'address' && next.address.city, 'Clovis');
    assert.deepEqual(next.kind === 'address' && next.address.street, ['5 Oak Ave']);
  });

  for (const said of ['no', 'why?', 'what is a postcode?', 'i send it without the disks', 'we have no idea']) {
    it(`gets no piece from "${said}"`, () => {
      const first = readAddress('1200 Main St', { country: 'US' });
      assert.equal(addAddressPart(first.kind === 'address' ? first.address : assert.fail(), said).kind, 'none');
    });
  }

  const written: readonly (readonly [said: string, written: string])[] = [
    ['1200 Main St\nApt 4\nFresno, CA 93721', '1200 Main St, Apt 4, Fresno, CA 93721, United States'],
    ['Musterstraße 5, 80331 München, DE', 'Musterstraße 5, 80331 München, Germany'],
    ['10 Downing St, London SW1A 2AA', '10 Downing St, London SW1A 2AA, United Kingdom'],
    ['1200 Main St', '1200 Main St'],
  ];
  for (const [said, expected] of written) {
    it(`is shown as "${expected}"`, () => {
      const reading = readAddress(said);
      assert.equal(reading.kind === 'address' && writeAddress(reading.address), expected);
    });
  }
});
