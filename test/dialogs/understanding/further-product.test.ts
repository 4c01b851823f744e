import assert from 'node:assert/strict';
import { isFurther, readSame } from '../../../dialogs/understanding/further-product.ts';
import { plainWords } from '../../../dialogs/understanding/plain-words.ts';

const ANNOUNCED = `there is a second product|actually there's a second one, same model|wait there is a second one|we also have another camera|I have got one more dome
we have two more cameras|there are other products too|oh and there's another xproduct serial B7655004|and another one, xproduct serial C1234567, does not pan|also B7655004, same model|there is another`;

const NOT = `the second one is dead|I have another question|there is another problem|I have a second phone number|I have another camera that works|we have another camera on the same port, same result
another camera shows no picture either|change the serial of the second one|we have tried another camera|no other product|the first one Monday, the other one yesterday|there is more to it`;

describe('a further product', () => {
  for (const said of ANNOUNCED.split(/[|\n]/)) {
    it(`is announced by "${said}"`, () => assert.equal(isFurther(plainWords(said)), true));
  }
  for (const said of NOT.split(/[|\n]/)) {
    it(`is not announced by "${said}"`, () => assert.equal(isFurther(plainWords(said)), false));
  }
  it('has in common with the one before what is said', () => {
    assert.deepEqual(readSame(plainWords('same model, but it only flickers')), { model: true, problem: false });
    assert.deepEqual(readSame(plainWords('identical type with the same fault')), { model: true, problem: true });
  });
});
