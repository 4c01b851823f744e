import assert from 'node:assert/strict';
import type { ParsedMail } from 'mailparser';
import { ALWAYS } from '../../../services/returns/outcome.ts';
import { type Written, writeEveryKind } from './every-kind.ts';
import { createReturnsWorld, LINKS, type ReturnsWorld, TERMS } from './returns-world.ts';

const text = (mail: ParsedMail | undefined) => (mail?.text ?? '').replaceAll('\u00a0', ' ');

for (const count of [1, 3] as const) {
  describe(`the letters of a return of ${count === 1 ? 'one item' : 'three items'}`, function () {
    this.timeout(60_000);
    let w: ReturnsWorld;
    let written: Written[];
    before(async () => {
      w = await createReturnsWorld();
      written = await writeEveryKind(w, count);
    });
    after(() => w.close());

    const of = (mail: string) => written.filter(one => one.mail === mail).map(({ letter }) => letter);

    it('say the case number first in every subject, and each what it is about', () => {
      for (const { letter } of written) assert.match(letter.subject ?? '', /^\[CASE 4\d{3}-\d{4}-\d\d\] \S/);
      const kinds = new Map(written.map(({ mail, letter }) => [mail, (letter.subject ?? '').replace(/\d/g, '#')]));
      assert.equal(new Set(kinds.values()).size, kinds.size, [...kinds.values()].join('\n'));
    });

    it('say the same in text and in HTML, leave nothing of their Markdown, and nothing open', () => {
      for (const { mail, letter } of written) {
        const shown = `${letter.text}\n${letter.html}`;
        assert.doesNotMatch(shown, /\*\*|undefined|NaN|\[object|Invalid/, mail);
        assert.ok(text(letter).length > 300, `${mail}: ${text(letter)}`);
        const bare = (from: string) => from.replace(/<style>.*?<\/style>|<title>.*?<\/title>|<[^>]*>/gs, '');
        for (const line of text(letter)
          .split('\n')
          .filter(one => /^[-A-Z].{20}/.test(one) && !/:/.test(one))) {
          const words = line.replace(/^- /, '').replace(/\s+/g, ' ').trim();
          if (words === words.toUpperCase()) continue;
          const seen = bare(String(letter.html))
            .replaceAll('&#39;', "'")
            .replaceAll('&quot;', '"')
            .replace(/[\s\u00a0]+/g, ' ');
          assert.ok(seen.includes(words), `${mail}: ${words}`);
        }
      }
    });

    it('name no name, no phone number of the customer and no address', () => {
      for (const { mail, letter } of written) {
        assert.doesNotMatch(`${letter.text}${letter.html}`, /Josephine|Roe|5595550|555-01|Elm St|jo@acme/, mail);
      }
    });

    it('make one thread of a return, which begins with the mail of its number', () => {
      const rmaOf = (letter: ParsedMail) => /RMA number (7[\d-]{11})/.exec(text(letter))?.[1] ?? assert.fail();
      for (const { mail, letter } of written) {
        const first = written.find(one => one.mail === 'issued' && rmaOf(one.letter) === rmaOf(letter));
        if (mail === 'issued') assert.equal(letter.inReplyTo, undefined);
        else if (first)
          assert.deepEqual([letter.inReplyTo, letter.references], [first.letter.messageId, first.letter.messageId]);
        else assert.match(letter.inReplyTo ?? '', /^<[0-9a-f]{40}@example\.com>$/);
      }
      assert.equal(new Set(written.map(({ letter }) => letter.messageId)).size, written.length);
    });

    it('can be ended in one click, save those that go out whatever was chosen (R11)', () => {
      for (const { mail, letter } of written) {
        const source = (w.server.sources[w.server.mails.indexOf(letter)] ?? '').replace(/\r\n[ \t]+/g, ' ');
        const isAlways = [...ALWAYS].some(one => one === mail);
        assert.equal(
          /^List-Unsubscribe: <https:\/\/desk\.example\/mail\/unsubscribe\?rma=7\d{9}&/im.test(source),
          !isAlways,
          mail,
        );
        assert.equal(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r?$/im.test(source), !isAlways, mail);
        assert.equal(/Stop these status emails/.test(text(letter)), !isAlways, mail);
      }
    });

    it('tell with the number by when to send it, how to pack each item, and what to leave at home (R8, R12, R15)', () => {
      const [letter] = of('issued');
      assert.match(text(letter), /by Thursday, December 10, 2026/);
      assert.match(text(letter), /Active until: Monday, February 8, 2027/);
      assert.match(text(letter), /visibly on all packaging/);
      assert.match(text(letter), /Keep at home: cables, disks and manuals/);
      assert.match(text(letter), /SD4E, serial number A1234567/);
      assert.match(text(letter), /inches of filling on all sides/);
      assert.match(text(letter), /Print the labels:\nhttps:\/\/desk\.example\/labels\//);
      assert.equal(/an inner box of its own/.test(text(letter)), count === 3);
      assert.equal(/Export the video/.test(text(letter)), count === 3);
    });

    it('remind with the days that are left, and say how to withdraw', () => {
      const [letter] = of('return-reminder');
      assert.match(letter?.subject ?? '', /10 days left to send RMA 7/);
      assert.match(text(letter), /There are 10 days left: please send it by/);
      assert.match(text(letter), /in the chat at https:\/\/desk\.example\/ \(“withdraw RMA 7[\d-]+”\)/);
    });

    it('say plainly and kindly what came, what was damaged, what is missing and what was too much', () => {
      const [letter] = of('received');
      assert.match(letter?.subject ?? '', /damaged on its way/);
      assert.match(
        text(letter),
        count === 1 ? /SD4E, serial number A1234567: damaged on its way to us/ : /IX10C.*: damaged on its way to us/,
      );
      assert.match(text(letter), /We are sorry that one unit was damaged/);
      assert.match(text(letter), /more in the box than your return lists: MX4009CD monitor/);
      if (count === 3) {
        assert.match(text(letter), /Still on its way:\n\n- DX8100/);
        assert.match(text(of('missing')[0]), /This unit is missing:\n\n- DX8100, serial number D9988776/);
      }
    });

    it('say what a repair costs, what each answer costs, and until when (R20)', () => {
      const [letter, second] = of('estimate');
      const all = count === 1 ? 'USD 75.00' : 'USD 225.00';
      assert.match(text(letter), /New camera module.*: USD 185\.00\nLabor: USD 90\.50\nTotal: USD 275\.50/);
      assert.match(text(letter), /Note of the technician: The housing is cracked as well\./);
      assert.match(text(letter), /Repair: you pay USD 275\.50; the repair begins, and typically takes 3 business days/);
      assert.ok(text(letter).includes(`You pay the freight and the diagnostics fee of ${all}`), text(letter));
      assert.match(
        text(letter),
        /by Thursday, December 10, 2026, counted from the first estimate of Tuesday, November 10, 2026/,
      );
      assert.match(
        text(letter),
        /See the estimate and answer:\nhttps:\/\/desk\.example\/estimates\/7\d{9}\?estimate=1&sig=0/,
      );
      assert.match(
        text(letter),
        /We remind you on Tuesday, November 17, 2026 and Tuesday, December 1, 2026\. On Thursday, December 10, 2026 our people/,
      );
      assert.match(text(second), /counted from the first estimate of Tuesday, November 10, 2026/);
      const [reminder] = of('estimate-reminder');
      assert.match(text(reminder), /7 days ago, on Tuesday, November 10, 2026, we sent you this estimate/);
      assert.match(text(reminder), /We remind you on Tuesday, December 1, 2026\./);
    });

    it('say after the answer what comes next and what it costs', () => {
      const [back, scrapped] = of('declined');
      assert.match(text(back), /sent to the address on file, at your expense/);
      assert.match(text(back), /What it costs: the freight and the diagnostics fee of USD/);
      assert.match(text(scrapped), /(?:it is|they are) scrapped by \w+day, December 17, 2026/);
      assert.match(text(of('authorized')[0]), /You agreed to the repair for USD 275\.50/);
    });

    it('say when it is on its way what was done with each item, the firmware, and where to follow it (R17)', () => {
      const [letter] = of('shipped');
      assert.match(text(letter), /https:\/\/www\.ups\.com\/track\?tracknum=1Z999AA10123456784/);
      assert.match(text(letter), /A1234567: repaired/);
      assert.equal(/ZZ110001: tested, and no fault found/.test(text(letter)), count === 3);
      assert.match(text(letter), /A1234567: from 1\.2 to 2\.0\.1, as the new processor module needs it/);
      assert.match(text(letter), /listed on the repair invoice/);
      assert.match(text(letter), /warranty of 90 days/);
    });

    it('say that nothing is promised for the data, and from what it costs (R14)', () => {
      const [letter] = of('data-recovery');
      for (const line of [/a quote first/, /at least 250 USD, and is not under warranty/, /cannot promise/]) {
        assert.match(text(letter), line);
      }
    });

    it('say at the end of an RMA that its case stays (R9)', () => {
      assert.match(text(of('lapsed')[0]), /has to start over/);
      assert.match(text(of('lapsed')[0]), /Your case 4[\d-]+ stays/);
    });
  });
}

describe('a letter of a return', () => {
  let w: ReturnsWorld;
  beforeEach(async () => {
    w = await createReturnsWorld();
  });
  afterEach(() => w.close());

  it('is not sent to whoever has ended the status emails while it waited, save what goes out always (R11)', async () => {
    const rma = await w.issue();
    await w.mails();
    w.server.refuse(451);
    await w.change(rma, { kind: 'received', items: [{ item: '1' }] });
    assert.equal((await w.mails()).length, 0);
    await w.change(rma, { kind: 'status-emails', wanted: false });
    w.world.pass(1);
    assert.equal((await w.mails()).length, 0);
    assert.deepEqual(await w.world.house.outbox.parkedSince(new Date(0), 10), []);
    await w.change(rma, { kind: 'diagnosing' });
    await w.change(rma, { kind: 'estimate', terms: TERMS });
    assert.deepEqual(
      (await w.mails()).map(mail => /estimate/.test(mail.subject ?? '')),
      [true],
    );
  });

  it('is not sent where it was overtaken: an estimate answered, a reminder of what has arrived', async () => {
    const rma = await w.issue();
    await w.mails();
    await w.change(rma, { kind: 'received', items: [{ item: '1' }] });
    await w.change(rma, { kind: 'diagnosing' });
    await w.mails();
    w.server.refuse(451);
    await w.change(rma, { kind: 'estimate', terms: TERMS });
    assert.equal((await w.mails()).length, 0);
    await w.change(rma, { kind: 'estimate', terms: { ...TERMS, lines: [{ text: 'All of it', amount: 1 }] } });
    w.world.pass(1);
    const letters = await w.mails();
    assert.equal(letters.length, 1);
    assert.match(text(letters[0]), /All of it: USD 0\.01/);
  });

  it('says how to answer in the chat or by phone where there is no link', async () => {
    const { estimate: _, ...without } = LINKS;
    await w.restartBackground(without);
    const rma = await w.issue();
    await w.change(rma, { kind: 'received', items: [{ item: '1' }] });
    await w.change(rma, { kind: 'diagnosing' });
    await w.mails();
    await w.change(rma, { kind: 'estimate', terms: TERMS });
    assert.match(
      text((await w.mails())[0]),
      /How to answer: in the chat at https:\/\/desk\.example\/ .*or call \(800\) 289-9100/,
    );
  });

  it('goes to the old address and to the new where that was changed, and names neither', async () => {
    const rma = await w.issue();
    await w.mails();
    await w.change(rma, { kind: 'contact', email: 'new@acme.com' });
    const letters = await w.mails();
    assert.deepEqual(w.server.recipients.slice(-2).sort(), ['jo@acme.com', 'new@acme.com']);
    for (const letter of letters) assert.doesNotMatch(`${letter.text}${letter.html}`, /@acme\.com/);
    const [old, fresh] = letters.sort(one => (/last one that comes here/.test(text(one)) ? -1 : 1));
    assert.match(text(old), /the email address on file was changed.*last one that comes here/s);
    assert.doesNotMatch(text(fresh), /last one/);
  });

  it('shows what people typed as words, and obeys none of it', async () => {
    const nasty = '<img src=x> **b** [l](http://evil.example) www.evil.example\u202E';
    const rma = await w.issue(1);
    await w.world.store.collection('rmas').updateOne({ _id: rma._id }, { $set: { 'items.0.model': nasty } });
    await w.mails();
    await w.change(rma, {
      kind: 'received',
      items: [{ item: '1' }],
      extras: [{ model: 'X\r\nBcc: all@acme.com http://bad.example' }],
    });
    const [letter] = await w.mails();
    assert.deepEqual([letter?.bcc, w.server.recipients.at(-1)], [undefined, 'jo@acme.com']);
    assert.ok(
      text(letter).includes('<img src=x> **b** [l](http[:]//evil[.]example) www[.]evil[.]example'),
      text(letter),
    );
    const html = String(letter?.html);
    assert.doesNotMatch(html, /<img|evil\.example|bad\.example|\u202E/);
    assert.ok(html.includes('&lt;img src=x&gt; **b**'), html);
  });

  it('counts yen without cents, and dinars with three digits', async () => {
    const rma = await w.issue();
    await w.change(rma, { kind: 'received', items: [{ item: '1' }] });
    await w.change(rma, { kind: 'diagnosing' });
    await w.mails();
    await w.change(rma, {
      kind: 'estimate',
      terms: { ...TERMS, currency: 'JPY', lines: [{ text: 'All', amount: 18_500 }] },
    });
    assert.match(text((await w.mails())[0]), /Total: JPY 18,500\n/);
    await w.change(rma, {
      kind: 'estimate',
      terms: { ...TERMS, currency: 'KWD', lines: [{ text: 'All', amount: 18_500 }] },
    });
    assert.match(text((await w.mails())[0]), /Total: KWD 18\.500\n/);
  });
});
