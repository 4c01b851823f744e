import assert from 'node:assert/strict';
import { readSignature } from '../../../dialogs/understanding/signature.ts';

const read = (text: string) => readSignature(text, { country: 'US' });

describe('a signature', () => {
  it('has the address that stands in a row', () => {
    const { address } = read('Sam Lee, sam@lee.org, 212-555-0147, Lee Inc, 12 Main St, Springfield, IL 62701');
    assert.deepEqual([address?.city, address?.postcode], ['Springfield', '62701']);
  });

  it('may be a name before an email, and nothing else', () => {
    for (const text of [
      'Kim Brandt, kim@brandt.example',
      'Kim Brandt <kim@brandt.example>',
      'Kim Brandt kim@brandt.example 559 555 0188',
      'Kim Brandt / kim@brandt.example, (559) 555-0188',
    ]) {
      assert.deepEqual(read(text), { name: 'Kim Brandt' }, text);
    }
    for (const text of ['Use this one: kim@brandt.example', 'Acme Security, kim@acme.com', 'kim@brandt.example']) {
      assert.equal(read(text).name, undefined, text);
    }
  });

  it('takes no serial number for a postal code', () => {
    for (const text of [
      'yes, an ix10c too, sn 77120, blury',
      'yes, an ix10c too, s/n 77120, blury',
      'also 2 domes, serial number 77120, no picture',
    ]) {
      assert.deepEqual(read(text), {}, text);
    }
  });
});
