import assert from 'node:assert/strict';
import { readEmail } from '../../../dialogs/understanding/email.ts';

describe('an email address', () => {
  const written: readonly (readonly [said: string, value: string])[] = [
    ['jo@acme.com', 'jo@acme.com'],
    ['Jo.Smith@ACME.com', 'jo.smith@acme.com'],
    ['<jo@acme.com>', 'jo@acme.com'],
    ['Jo Smith <jo@acme.com>', 'jo@acme.com'],
    ['mailto:jo@acme.com', 'jo@acme.com'],
    ['mailto:jo@acme.com?subject=hi', 'jo@acme.com'],
    ['"jo@acme.com"', 'jo@acme.com'],
    ["'jo@acme.com'", 'jo@acme.com'],
    ['(jo@acme.com)', 'jo@acme.com'],
    ['jo@acme.com.', 'jo@acme.com'],
    ['jo@acme.com!', 'jo@acme.com'],
    ['jo@acme.com,', 'jo@acme.com'],
    ["it's jo@acme.com, thanks", 'jo@acme.com'],
    ['my email is jo+rma@acme.co.uk and my phone is 555', 'jo+rma@acme.co.uk'],
    ['email:jo@acme.com', 'jo@acme.com'],
    ['jo_b-2@sub.acme.museum', 'jo_b-2@sub.acme.museum'],
    ["o'brien@acme.ie", "o'brien@acme.ie"],
    ['jörg@müller.de', 'jörg@müller.de'],
    ['jörg.groß@gmx.de', 'jörg.groß@gmx.de'],
    ['用户@例子.公司', '用户@例子.公司'],
    ['jo@xn--mller-kva.xn--p1ai', 'jo@xn--mller-kva.xn--p1ai'],
    ['jo @ acme.com', 'jo@acme.com'],
    ['jo@ acme.com', 'jo@acme.com'],
    ['jo@acme .com', 'jo@acme.com'],
    ['jo@acme.com and again jo@acme.com', 'jo@acme.com'],
    ['JO@ACME.COM jo@acme.com', 'jo@acme.com'],
    ['1234@acme.com', '1234@acme.com'],
    ['a@b.co', 'a@b.co'],
  ];
  for (const [said, value] of written) {
    it(`is found in ${JSON.stringify(said)}`, () => assert.deepEqual(readEmail(said), { kind: 'email', value }));
  }

  const spoken: readonly (readonly [said: string, value: string])[] = [
    ['jo at acme dot com', 'jo@acme.com'],
    ['it is jo at acme dot com', 'jo@acme.com'],
    ['my email is maria dot lopez at acme dot co dot uk', 'maria.lopez@acme.co.uk'],
    ['maria underscore l at acme dot com', 'maria_l@acme.com'],
    ['jo dash b at north gate dot net', 'jo-b@northgate.net'],
    ['jo (at) acme (dot) com', 'jo@acme.com'],
    ['jo[at]acme[dot]com', 'jo@acme.com'],
    ['jo at acme.com', 'jo@acme.com'],
    ['jo five five at acme dot com', 'jo55@acme.com'],
    ['um yeah so my email is ray at bayview dot org thanks', 'ray@bayview.org'],
  ];
  for (const [said, value] of spoken) {
    it(`is heard in "${said}"`, () => assert.deepEqual(readEmail(said), { kind: 'email', value }));
  }

  const slips: readonly (readonly [said: string, suggestion: string])[] = [
    ['jo@gmial.com', 'jo@gmail.com'],
    ['jo@gmal.com', 'jo@gmail.com'],
    ['jo@gmai.com', 'jo@gmail.com'],
    ['jo@gnail.com', 'jo@gmail.com'],
    ['jo@gmaill.com', 'jo@gmail.com'],
    ['jo@gamil.com', 'jo@gmail.com'],
    ['jo@gmail.con', 'jo@gmail.com'],
    ['jo@gmail.co', 'jo@gmail.com'],
    ['jo@gmail.cm', 'jo@gmail.com'],
    ['jo@gmail.om', 'jo@gmail.com'],
    ['jo@gmailcom', 'jo@gmail.com'],
    ['jo@gmail,com', 'jo@gmail.com'],
    ['jo@gmail..com', 'jo@gmail.com'],
    ['jo@hotmial.com', 'jo@hotmail.com'],
    ['jo@hotmal.com', 'jo@hotmail.com'],
    ['jo@homtail.co.uk', 'jo@hotmail.co.uk'],
    ['jo@yaho.com', 'jo@yahoo.com'],
    ['jo@yahooo.com', 'jo@yahoo.com'],
    ['jo@yhaoo.fr', 'jo@yahoo.fr'],
    ['jo@outlok.com', 'jo@outlook.com'],
    ['jo@outloook.com', 'jo@outlook.com'],
    ['jo@iclod.com', 'jo@icloud.com'],
    ['jo@acme.con', 'jo@acme.com'],
    ['jo@acme.cmo', 'jo@acme.com'],
    ['jo@acme.ocm', 'jo@acme.com'],
    ['jo@acme.comm', 'jo@acme.com'],
    ['jo@acme.nte', 'jo@acme.net'],
    ['jo@acme.ogr', 'jo@acme.org'],
    ['jo@acmecom', 'jo@acme.com'],
  ];
  for (const [said, suggestion] of slips) {
    it(`asks whether ${said} is ${suggestion}`, () => {
      const reading = readEmail(said);
      assert.equal(reading.kind, 'slip');
      assert.equal(reading.kind === 'slip' && reading.suggestion, suggestion);
      assert.equal(reading.kind === 'slip' && reading.value, said);
    });
  }

  const real =
    'jo@gmx.com jo@gmx.de jo@ymail.com jo@mail.com jo@email.com jo@aol.com jo@me.com jo@live.com jo@msn.com jo@gmail.com jo@googlemail.com ' +
    'jo@hotmail.com jo@hotmail.co.uk jo@yahoo.com jo@yahoo.co.uk jo@yahoo.de jo@outlook.com jo@outlook.de jo@icloud.com jo@proton.me ' +
    'jo@protonmail.com jo@fastmail.com jo@hmail.com jo@acme.co jo@acme.cm jo@acme.om jo@acme.company jo@mailbox.org jo@rocketmail.com ' +
    'jo@comcast.net jo@acme.io jo@email.acme.com jo@mail.gmail.example jo@web.de jo@t-online.de jo@yandex.ru jo@qq.com jo@163.com jo@inbox.lv';
  for (const value of real.split(' ')) {
    it(`leaves ${value} alone`, () => assert.deepEqual(readEmail(value), { kind: 'email', value }));
  }

  it('does not choose between two', () => {
    assert.deepEqual(readEmail('jo@acme.com or joanna@acme.com'), {
      kind: 'several',
      values: ['jo@acme.com', 'joanna@acme.com'],
    });
  });

  for (const said of [
    'jo@',
    '@acme.com',
    'jo@acme',
    'jo@@acme.com',
    'jo@acme..',
    'jo.@acme.com',
    'jo@-acme.com',
    'j..o@acme.com',
  ]) {
    it(`is malformed in ${said}`, () => assert.equal(readEmail(said).kind, 'malformed'));
  }

  for (const said of [
    '',
    'no',
    'what do you need that for?',
    'call me @ 5',
    'meet @ the office',
    'I work at acme.com today',
    'look at the dot on the screen',
    'the camera at dot 4',
    'acme.com',
    '@',
    'we are at the gate',
    'it is at constructor dot prototype or so',
  ]) {
    it(`is not in ${JSON.stringify(said)}`, () => assert.notEqual(readEmail(said).kind, 'email'));
  }
});
