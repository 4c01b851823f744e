import assert from 'node:assert/strict';
import { createEnglish } from '../../../dialogs/texts/en.ts';

describe('what is said of files that were not taken', () => {
  const texts = createEnglish({
    company: 'Northgate',
    phone: '+1 555 0100',
    techEmail: 'tech@example.com',
    serviceEmail: 'service@example.com',
    website: 'https://www.example.com',
    recoveryFee: '$100',
    diagnosticsFee: true,
    turnaroundDays: 10,
  });

  it('names each with its reason, and only counts those that were too many', () => {
    const said = texts.filesRefused([
      { name: 'film.mp4', why: 'kind' },
      { name: '4.png', why: 'too-many', more: 11 },
    ]);
    assert.match(said, /^I could not take “film\.mp4”: it is neither/);
    assert.match(said, / I could not take “4\.png” and 11 more: those are more files than I can keep here\. /);
  });
});
