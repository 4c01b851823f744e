import assert from 'node:assert/strict';
import type { AdaptiveCard } from '../../../../bot/channels/elements.ts';
import type { Case, Contact } from '../../../../services/cases/case.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import type { Rma } from '../../../../services/returns/rma.ts';
import { assertFit, objectsIn, textOf } from './cards/parsed.ts';
import { ANN, BOB, startTeamsWorld, type TeamsWorld } from './world.ts';

const HOSTILE = '<b>Acme</b> [x](javascript:y) **z**';

describe('finding in Teams', () => {
  let teams: TeamsWorld;
  beforeEach(async () => {
    teams = await startTeamsWorld();
  });
  afterEach(() => teams.close());

  let made = 0;
  async function opened(contact: Partial<Contact> = {}): Promise<Case> {
    const warranty = { kind: 'unconfirmed' as const, months: 36 };
    const serial = { raw: 'AB-1234', value: 'AB-1234' };
    const items = [{ id: '1', model: 'SD4E', kind: 'dome' as const, problem: 'no picture', serial, warranty }];
    const whole = { name: 'Jo Smith', email: 'jo@acme.com', company: 'Acme Security', ...contact };
    const request = { requestKey: `c${++made}`, contact: whole, items, status: 'open' as const, actor: 'web' };
    return teams.world.house.cases.open(request);
  }
  async function issued(of?: Case): Promise<Rma> {
    const it = of ?? (await opened());
    const shipTo = { raw: '1 Elm St, Fresno, CA 93721', street: ['1 Elm St'] };
    const request = { case: it, shipTo, items: it.items, expedited: false, statusEmails: true, actor: 'web' };
    return teams.world.house.returns.issue({ requestKey: `r${++made}`, ...request });
  }
  const card = () => (teams.teams.lastCard() ?? assert.fail('no card')) as unknown as AdaptiveCard;
  const cardIn = (answer: Record<string, unknown>) => answer['value'] as AdaptiveCard;

  it('shows the one that is meant, by number, serial, email, name or company', async () => {
    const rma = await issued();
    for (const text of [writeNumber(rma._id), 'ab1234', 'jo@acme.com', 'jo smith', 'ACME']) {
      teams.teams.sent.splice(0);
      await teams.say(text);
      assertFit(card());
      assert.match(textOf(card()), new RegExp(`^RMA ${writeNumber(rma._id)}`), text);
      assert.equal(teams.teams.sent[0]?.body['summary'], `RMA ${writeNumber(rma._id)}: Not here yet`);
    }
  });

  it('shows the same in a channel, where it is mentioned', async () => {
    const rma = await issued();
    const mention = { type: 'mention', text: '<at>Desk</at>', mentioned: { id: '28:desk' } };
    await teams.say('<at>Desk</at> acme', ANN, {
      conversation: { id: '19:queue@thread.tacv2;messageid=1', conversationType: 'channel' },
      entities: [mention],
    });
    assert.match(textOf(card()), new RegExp(writeNumber(rma._id)));
  });

  it('says kindly that there is nothing, and of a mistyped number that it is one', async () => {
    await teams.say('Nobody Anywhere');
    assert.match(teams.teams.lastText() ?? '', /found nothing for “Nobody Anywhere”/);
    const { _id } = await issued();
    await teams.say(`${_id.slice(0, 9)}${(Number(_id[9]) + 1) % 10}`);
    assert.match(teams.teams.lastText() ?? '', /wrong digit/);
    await teams.say('help');
    assert.match(teams.teams.lastText() ?? '', /finds what there is/);
    await teams.say('<img src=x> [a](b)');
    assert.doesNotMatch(teams.teams.lastText() ?? '', /[<>[\]]/);
  });

  it('lists several, ten to a page, there and back', async () => {
    for (let count = 0; count < 12; count++) await issued(await opened({ email: `p${count}@acme.com` }));
    await teams.say('acme');
    const first = card();
    assertFit(first);
    const rows = (one: AdaptiveCard) =>
      objectsIn(one).flatMap(({ verb, data }) => (verb === 'open' ? [(data as { number: string }).number] : []));
    const button = (one: AdaptiveCard, title: string) =>
      (one.actions?.find(action => action['title'] === title) ?? assert.fail(title)) as unknown as { data: object };
    assert.equal(rows(first).length, 10);
    const second = cardIn(await teams.press('page', button(first, 'Next').data));
    assertFit(second);
    assert.equal(new Set([...rows(first), ...rows(second)]).size, 12);
    assert.match(textOf(second), /^Found for “acme”, page 2/);
    const again = cardIn(await teams.press('page', button(second, 'Back').data));
    assert.deepEqual(again, first);
  });

  it('opens a row as a message of its own, so that the list stays', async () => {
    const rma = await issued();
    const answer = await teams.press('open', { number: rma._id });
    assert.match(String(answer['value']), /is below/);
    assert.match(textOf(card()), new RegExp(`^RMA ${writeNumber(rma._id)}`));
    teams.teams.failures.push({ status: 403, code: 'BotNotInConversationRoster' });
    assert.match(textOf(cardIn(await teams.press('open', { number: rma._id }))), /^RMA/);
    assert.match(String((await teams.press('open', { number: '7000000000' }))['value']), /not there any more/);
    for (const data of [{}, { number: { $gt: '' } }, { number: 7 }]) {
      assert.equal((await teams.press('open', data))['statusCode'], 400);
    }
  });

  it('tells who did what by name', async () => {
    await teams.say('help', BOB);
    const rma = await issued();
    await teams.world.house.returns.change(
      rma._id,
      { kind: 'note', text: 'called' },
      { actor: `staff:${BOB.aadObjectId}` },
    );
    await teams.say(rma._id);
    assert.match(textOf(card()), /Note: “called” · Bob Bench/);
  });

  it('links the photos of the case', async () => {
    const rma = await issued();
    const file = {
      _id: 'f1',
      conversation: 'web:1',
      name: 'dome.png',
      type: 'image/png',
      size: 1,
      case: rma.caseNumber,
    };
    await teams.world.store.collection('attachments').insertOne({ ...file, at: teams.world.now() } as never);
    await teams.say(rma._id);
    const urls = objectsIn(card()).map(({ url }) => String(url));
    assert.ok(urls.some(url => url.startsWith('http://localhost/files/f1?until=')));
  });

  describe('beside the compose box', () => {
    const query = async (parameters: object[], queryOptions?: object) => {
      const { body } = await teams.invoke('composeExtension/query', { commandId: 'find', parameters, queryOptions });
      return (body as { composeExtension: Record<string, unknown> }).composeExtension;
    };

    it('finds by a parameter of any name, and inserts plain facts without buttons that change anything', async () => {
      const { _id } = await issued(await opened({ company: HOSTILE }));
      for (const parameter of [{ name: 'q', value: 'ab1234' }, { value: 'ab1234' }, { name: 'x', value: _id }]) {
        const { attachments } = (await query([parameter])) as { attachments: Record<string, unknown>[] };
        assert.equal(attachments.length, 1);
        const content = attachments[0]?.['content'] as AdaptiveCard;
        assertFit(content);
        assert.equal(content.version, '1.3');
        assert.match(textOf(content), /As of Nov 10, 2026/);
        assert.doesNotMatch(textOf(content), /jo@acme|Elm St/);
        assert.deepEqual(
          content.actions?.map(({ type, url }) => [type, url]),
          [['Action.OpenUrl', `http://localhost/staff/${_id}`]],
        );
        const preview = attachments[0]?.['preview'] as { content: { title: string; text: string } };
        assert.match(preview.content.title, new RegExp(writeNumber(_id)));
        assert.doesNotMatch(preview.content.text, /[<>[\]*]/);
      }
    });

    it('pages as one scrolls, and says what to type where nothing is', async () => {
      for (let count = 0; count < 5; count++) await issued(await opened({ email: `p${count}@acme.com` }));
      const page = async (skip: number) =>
        ((await query([{ value: 'acme' }], { skip, count: 3 }))['attachments'] as unknown[] | undefined)?.length;
      assert.deepEqual([await page(0), await page(3)], [3, 2]);
      assert.match(String((await query([{ value: '' }]))['text']), /Type a number/);
      assert.match(String((await query([{ name: 'initialRun', value: 'true' }]))['text']), /Type a number/);
      assert.match(String((await query([{ value: 'nobody' }]))['text']), /found nothing/);
    });
  });

  it('unfolds a link of ours to its facts, and leaves others alone', async () => {
    const { _id } = await issued();
    const unfurled = async (url: string) => (await teams.invoke('composeExtension/queryLink', { url })).body;
    for (const path of [`staff/${_id}`, `labels/${_id}?until=1&sig=x`, `labels/${_id}.pdf`, `estimates/${_id}`]) {
      const body = JSON.stringify(await unfurled(`http://localhost/${path}`));
      assert.match(body, new RegExp(`RMA ${writeNumber(_id)}`), path);
      assert.match(body, /"preview"/);
    }
    for (const number of [_id, `RMA ${writeNumber(_id)}`]) {
      assert.match(JSON.stringify(await unfurled(number)), new RegExp(`RMA ${writeNumber(_id)}`));
    }
    for (const url of ['number:%ff', 'javascript:1', '7123', 'no number at all']) {
      assert.equal(await unfurled(url), undefined, url);
    }
    for (const url of [`http://elsewhere/staff/${_id}`, 'http://localhost/articles/x', 'http://localhost/staff/1']) {
      assert.equal(await unfurled(url), undefined, url);
    }
  });
});
