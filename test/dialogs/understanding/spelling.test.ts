import assert from 'node:assert/strict';
import { plainWords } from '../../../dialogs/understanding/plain-words.ts';
import { respell } from '../../../dialogs/understanding/spelling.ts';

describe('spelling', () => {
  for (const [typed, meant] of [
    ['suport', 'support'],
    ['opne', 'open'],
    ['retrun', 'return'],
    ['camra', 'camera'],
    ['repiar', 'repair'],
    ['recieved', 'received'],
    ['cancle', 'cancel'],
    ['estimat', 'estimate'],
    ['qoute', 'quote'],
    ['represntative', 'representative'],
    ['yesteday', 'yesterday'],
    ['feburary', 'february'],
    ['waranty', 'warranty'],
    ['firmwear', 'firmware'],
    ['trubleshooting', 'troubleshooting'],
  ] as const) {
    it(`takes "${typed}" for "${meant}"`, () => assert.equal(respell(typed), meant));
  }

  for (const word of [
    'chance',
    'some',
    'home',
    'planning',
    'parking',
    'mode',
    'storm',
    'shop',
    'table',
    'crack',
    'power',
    'restore',
    'condensation',
    'Fresno',
    'Lopez',
    'SD4N35',
  ]) {
    it(`leaves "${word}" alone`, () => assert.equal(respell(word), word));
  }

  it('writes contractions and texting out', () => {
    assert.equal(
      plainWords("I'd like 2 get it fixed, it doesn't work"),
      ' i would like 2 get it fixed it does not work ',
    );
    assert.equal(plainWords('I ned to opne a suport case, pls'), ' i need to open a support case please ');
    assert.equal(plainWords('its not working, it lost its picture'), ' it is not working it lost its picture ');
    assert.equal(plainWords('an R.M.A. and an r m a'), ' an rma and an rma ');
  });

  it('knows no word from the prototype of an object', () => {
    assert.equal(plainWords('constructor toString __proto__'), ' constructor tostring proto ');
  });
});
