import assert from 'node:assert/strict';
import { spelledByKeys } from '../../../dialogs/line/keypad.ts';
import { ear, written } from '../../../dialogs/line/speech.ts';
import { putTogether } from '../../../dialogs/line/spelled.ts';

describe('a text for the ear', () => {
  it('has numbers digit by digit, dates as days, and no address of a page', () => {
    assert.deepEqual(ear('**RMA 7123-4567-84** is due 2026-12-10: see [your label](https://desk.example/x?sig=1).'), [
      { say: 'words', text: 'R M A' },
      { say: 'digits', groups: ['7123', '4567', '84'] },
      { say: 'words', text: 'is due' },
      { say: 'words', text: 'Thursday, December 10, 2026' },
      { say: 'words', text: ': see your label.' },
    ]);
  });

  it('has phone numbers, mail addresses and model numbers as people say them', () => {
    const said = ear('Call (800) 289-9100 or write to serviceusa@pelco.com about SD4N35-PG-E1, https://a.example/b');
    assert.deepEqual(said[1], { say: 'digits', groups: ['800', '289', '9100'] });
    assert.equal(written(said), 'Call 800 289 9100 or write to serviceusa at pelco dot com about S D 4 N 3 5 P G E 1');
  });

  it('makes sentences of lists, and leaves no Markdown', () => {
    const text = written(ear('Pack it:\n\n- **Restrain** moving parts\n- Use a *box*\n1. Close it'));
    assert.equal(text, 'Pack it: Restrain moving parts. Use a box. Close it.');
  });
});

describe('what was spelled out', () => {
  it('is put together, and words stay words', () => {
    for (const [said, together] of [
      ['s d four n thirty five p g e one', 'SD4N35PGE1'],
      ['it’s a d fifty two thirty', 'it’s a D5230'],
      ['sarix i m p five two one dash one', 'sarix IMP521-1'],
      ['my d fifty two thirty does not tilt', 'my D5230 does not tilt'],
      ['im just a sarix imp five two one', 'im just a sarix IMP521'],
      ['it is five two one', 'it is 521'],
      ['b as in bravo five five one two', 'B5512'],
      ['the serial is a one two three four five six', 'the serial is A123456'],
      ['i want to know the status', 'i want to know the status'],
      ['a spectra four dome', 'a spectra four dome'],
      ['D5230', 'D5230'],
    ] as const) {
      assert.equal(putTogether(said), together, said);
    }
  });

  it('is keyed in as well: a letter is star, its key, and its place', () => {
    assert.equal(spelledByKeys('*2155092'), 'A55092');
    assert.equal(spelledByKeys('*74*94'), 'SZ');
    assert.equal(spelledByKeys('12#'), '12');
    assert.equal(spelledByKeys('*24'), undefined);
    assert.equal(spelledByKeys('*'), undefined);
  });
});
