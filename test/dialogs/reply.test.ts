import assert from 'node:assert/strict';
import { after, plain, quoted } from '../../dialogs/reply.ts';

describe('a reply as plain text', () => {
  it('has the address of a link beside its name', () => {
    assert.equal(
      plain('- [Print the label](https://desk.example/l?a=1&b=2), now'),
      '- Print the label: https://desk.example/l?a=1&b=2, now',
    );
  });

  it('takes no link from what a person typed', () => {
    const typed = '[x](https://evil.example)';
    assert.equal(plain(quoted(typed)), typed);
  });

  for (const typed of [
    '**x**',
    '<img src=x onerror=alert(1)>',
    'a_b __c__',
    '&lt;b&gt;',
    '1. one',
    '# two',
    'Müller & Söhne',
  ]) {
    it(`gives back what a person typed as it was: ${typed}`, () => assert.equal(plain(quoted(typed)), typed));
  }
});

describe('a line before a reply', () => {
  it('stands before the text, and before the short text beside a card', () => {
    const card = { kind: 'numbers', lead: 'Here.', title: 'N', numbers: [], copy: 'Copy', facts: [] } as const;
    const reply = after(['Changed.', undefined], { text: 'The numbers.', card: { ...card, numbers: [], facts: [] } });
    assert.equal(reply.text, 'Changed.\n\nThe numbers.');
    assert.equal(reply.card?.lead, 'Changed.\n\nHere.');
  });
});
