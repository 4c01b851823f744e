import assert from 'node:assert/strict';
import { lineRuns } from '../../../../../bot/web/labels/print/runs.ts';

/** The pieces of a line as they stand from left to right; those from the right are in reading order in themselves. */
const stands = (text: string) =>
  lineRuns([...text].map(character => ({ character, bold: false }))).map(run => run.text);

describe('the order of a line', () => {
  it('is that of reading where all runs from the left, in one piece for each face', () => {
    assert.deepEqual(stands('Łódź, Αθήνα 24'), ['Łódź, Αθήνα 24']);
    assert.deepEqual(stands('Kōda 株式会社 2'), ['Kōda ', '株式会社', ' 2']);
  });

  it('turns words from the right around, each whole for its letters to join', () => {
    assert.deepEqual(stands('שלום כהן'), ['כהן', ' ', 'שלום']);
    assert.deepEqual(stands('From محمد الفلاح, Dubai'), ['From ', 'الفلاح', ' ', 'محمد', ', Dubai']);
  });

  it('leaves numbers among them as they are read', () => {
    assert.deepEqual(stands('שעה 12:30 כהן'), ['כהן', ' ', '12:30', ' ', 'שעה']);
    assert.deepEqual(stands('كاميرا 24'), ['24', ' ', 'كاميرا']);
  });

  it('turns brackets with what they hold', () => {
    assert.deepEqual(stands('אבג (דהו)'), ['(', 'דהו', ')', ' ', 'אבג']);
  });

  it('keeps marks on their letters', () => {
    assert.deepEqual(stands('שָׁלוֹם'), ['שָׁלוֹם']);
    assert.deepEqual(stands('مُحَمَّد'), ['مُحَمَّد']);
  });
});
