import assert from 'node:assert/strict';
import type { ParsedMail } from 'mailparser';
import { createLog } from '../../../bot/log.ts';
import { startMailing } from '../../../bot/mails/mailing.ts';
import { letterOf } from '../../../bot/mails/transcript.ts';
import type { Postman } from '../../../services/notifications/postman.ts';
import { type MailServer, startMailServer } from '../../services/notifications/mail-server.ts';
import { createWorld, type World } from '../../world.ts';

describe('a chat by email', () => {
  let world: World;
  let server: MailServer;
  let postman: Postman;
  beforeEach(async () => {
    world = await createWorld();
    server = await startMailServer();
    await begin();
  });
  afterEach(async () => {
    await postman.close();
    await server.close();
    await world.close();
  });

  async function begin(): Promise<void> {
    const config = {
      smtpUrl: server.url,
      mailFrom: 'desk@example.com',
      dataDir: '/nowhere',
      publicUrl: 'https://desk.example',
    };
    postman = await startMailing({
      config,
      house: world.house,
      now: world.now,
      timer: () => () => {},
      log: createLog('silent'),
    });
  }

  let sent = 0;
  function say(text: string, activityId = `m${++sent}`, attachments = 0) {
    return world.desk.take({
      channel: 'test',
      conversation: 'c',
      activityId,
      said: { kind: 'message', text, attachments, from: 'customer' },
      timeZone: 'America/New_York',
    });
  }

  async function only(): Promise<ParsedMail> {
    await postman.idle();
    assert.equal(server.mails.length, 1);
    return server.mails[0] ?? assert.fail();
  }

  it('holds everything that was said so far, when, by whom, and how to reach a person', async () => {
    await say('my IX10C serial ZZ110001 has no picture since yesterday');
    world.pass(1);
    await say('how long does a repair take?');
    await say('email this chat to jo@acme.com');
    await say('said afterwards');
    const { subject, text = '', html } = await only();
    assert.deepEqual(server.recipients, ['jo@acme.com']);
    assert.equal(subject, 'Your chat with Pelco support');
    const lines = [
      'Tuesday, November 10, 2026',
      'You, 12:00 PM EST:',
      'my IX10C serial ZZ110001 has no picture since yesterday',
      'Pelco support, 12:00 PM EST:',
      'You, 1:00 PM EST:',
      'how long does a repair take?',
      'business days',
      'email this chat to jo@acme.com',
      'This chat is on its way to jo@acme.com',
      '(800) 289-9100',
      'If you did not ask for this',
    ];
    let at = 0;
    for (const line of lines) {
      const found = text.indexOf(line, at);
      assert.ok(found >= 0, `${line} is missing in:\n${text}`);
      at = found + line.length;
      assert.ok(String(html).includes(line.replace(/^(You|Pelco support), (.*):$/, '<strong>$1</strong>, $2')), line);
    }
    assert.doesNotMatch(text, /said afterwards|\*\*|&\w+;/);
  });

  it('names the case in its subject, once there is one', async () => {
    for (const line of [
      'my IX10C serial ZZ110001 has no picture since yesterday',
      'no',
      'it is solved',
      'yes',
      'Al Roe',
    ]) {
      await say(line);
    }
    await say('al@roe.com');
    await say('send me this chat');
    const { subject, text } = await only();
    assert.match(subject ?? '', /^\[CASE 4\d{3}-\d{4}-\d\d\] Your chat with Pelco support$/);
    assert.match(text ?? '', /Support Case Number 4\d{3}-\d{4}-\d\d/);
    assert.deepEqual(server.recipients, ['al@roe.com']);
  });

  it('shows what a person typed as they typed it, and obeys none of it', async () => {
    const nasty =
      '<script>alert(1)</script> <img src=x onerror=y> **bold** [link](http://evil.example) &amp; \u202Egnp.exe\r\nBcc: all@acme.com';
    await say(nasty);
    await say('email this chat to jo@acme.com', undefined, 2);
    const mail = await only();
    const text = mail.text ?? '';
    assert.ok(text.includes('<script>alert(1)</script> <img src=x onerror=y> **bold**'));
    assert.ok(text.includes('(2 files)'));
    assert.doesNotMatch(text, /\u202E/);
    assert.doesNotMatch(String(mail.html), /<script|<img|<a |href/);
    assert.ok(String(mail.html).includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
    assert.deepEqual([mail.bcc, mail.attachments], [undefined, []]);
  });

  it('takes the links of a person apart, so that they are clickable in no form of it', async () => {
    await say(
      'You won! HTTPS://a@evil.example/pay?x=1 http://10.2.3.4/x www.evil.example, Evil.example/now and ftp://[::1]/',
    );
    await say('firmware 2.8.1.5 from fw.bin, e.g. see cam1.jpg; write to jo.roe@acme.com');
    await say('email this chat to jo@acme.com');
    const { text = '', html } = await only();
    for (const form of [text, String(html)]) {
      assert.ok(
        form.includes(
          'HTTPS[:]//a@evil[.]example/pay?x=1 http[:]//10[.]2[.]3[.]4/x www[.]evil[.]example, Evil[.]example/now and ftp[:]//[::1]/',
        ),
        form,
      );
      assert.ok(form.includes('firmware 2.8.1.5 from fw.bin, e.g. see cam1.jpg; write to jo.roe@acme.com'), form);
      assert.doesNotMatch(form, /(?<!@)\bevil\.example/i);
    }
    assert.doesNotMatch(text, /:\/\//);
  });

  it('takes them apart where the desk quotes them too, from a card as well, and leaves its own', () => {
    const turn = {
      ...{ activityId: 'x', seq: 0, at: new Date('2026-11-10T23:30:00Z') },
      said: {
        ...({ kind: 'message', text: 'Details sent', attachments: 0, from: 'me' } as const),
        sent: { kind: 'contact-form', key: 'k', values: { 'contact.company': 'See HTTP://Evil.example/a' } } as const,
      },
      replies: [{ text: 'Company: See HTTP://Evil.example/a\n\nThe label: [print it](https://desk.example/labels/7)' }],
    };
    const { text, html = '' } = letterOf(
      [turn],
      { timeZone: 'UTC', locale: 'en-US' },
      world.house.texts.transcriptMail,
    );
    for (const form of [text, html]) {
      assert.ok(form.includes('HTTP[:]//Evil[.]example/a'), form);
      assert.ok(form.includes('https://desk.example/labels/7'), form);
    }
  });

  it('is one mail where the same message arrives again, before or after it was sent (R23)', async () => {
    await say('email this chat to jo@acme.com', 'x');
    await say('email this chat to jo@acme.com', 'x');
    await only();
    await say('email this chat to jo@acme.com', 'x');
    await only();
  });

  it('is one mail where the process dies between the order and the record of the turn (R23)', async () => {
    await say('hello');
    world.cutStore('turns');
    assert.equal((await say('email this chat to jo@acme.com', 'x')).kind, 'unsaved');
    await postman.idle();
    assert.equal(server.mails.length, 0, 'the turn that asks is not on record yet');
    await postman.close();
    world.mendStore();
    await world.restart();
    await begin();
    assert.equal((await say('email this chat to jo@acme.com', 'x')).kind, 'done');
    world.pass(1 / 60);
    const { text } = await only();
    assert.match(text ?? '', /on its way to jo@acme.com/);
  });

  it('is sent all the same where nobody came back after that', async () => {
    await say('hello');
    world.cutStore('turns');
    await say('email this chat to jo@acme.com', 'x');
    world.mendStore();
    world.pass(1);
    assert.match((await only()).text ?? '', /hello/);
  });

  it('is not sent where the conversation is gone', async () => {
    world.cutStore('turns');
    await say('email this chat to jo@acme.com', 'x');
    world.mendStore();
    world.pass(1);
    await postman.idle();
    assert.equal(server.mails.length, 0);
  });

  it('is written in any zone and language, known to this machine or not', () => {
    const texts = world.house.texts.transcriptMail;
    const turn = {
      activityId: 'x',
      seq: 0,
      at: new Date('2026-11-10T23:30:00Z'),
      said: { kind: 'message', text: 'hi', attachments: 0, from: 'me' } as const,
      replies: [{ text: 'One\n- a\n- b\n\n1. c\n2. d **e**' }],
    };
    const written = (timeZone: string, locale: string) => letterOf([turn], { timeZone, locale }, texts);
    assert.match(written('Asia/Tokyo', 'en-GB').text, /Wednesday,? 11 November 2026[\s\S]*08:30 GMT\+9/);
    assert.match(written('Mars/Olympus', 'en-US').text, /Tuesday, November 10, 2026[\s\S]*11:30\sPM UTC/);
    assert.match(written('UTC', 'xx-not-a-language-at-all').text, /11:30\sPM UTC/);
    assert.match(
      written('UTC', 'en-US').html ?? '',
      /<p[^>]*>One<\/p><ul[^>]*><li>a<\/li><li>b<\/li><\/ul><ol[^>]*><li>c<\/li><li>d <strong>e<\/strong><\/li><\/ol>/,
    );
  });
});
