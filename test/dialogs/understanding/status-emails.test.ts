import assert from 'node:assert/strict';
import { plainWords } from '../../../dialogs/understanding/plain-words.ts';
import { readStatusEmails } from '../../../dialogs/understanding/status-emails.ts';

describe('the wish for status emails (R11)', () => {
  const cases: readonly (readonly [said: string, wanted: boolean | undefined])[] = [
    ["I don't want status emails", false],
    ['no status emails please', false],
    ['stop the status emails', false],
    ['please do not email me', false],
    ['no emails', false],
    ['I want status emails', true],
    ['no, but send me status emails', true],
    ['please send me status updates', true],
    ['email me updates please', true],
    ['the DVR sends no emails', undefined],
    ['it does not send notifications', undefined],
    ['my email is jo@acme.com', undefined],
    ['no', undefined],
  ];
  for (const [said, wanted] of cases) {
    it(`is ${wanted} in "${said}"`, () => assert.equal(readStatusEmails(plainWords(said)), wanted));
  }
});
