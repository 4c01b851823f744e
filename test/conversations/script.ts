/**
 * Conversations as transcripts: what was said, and what of the answer matters.
 *
 *     customer: my dome is dead            what the person types (`\n` for a line break)
 *     desk: serial number of the           must occur in the answer, in this order; `#` stands for any digit
 *     desk never: sorry                    must not occur in the answer
 *     button: I cannot find it             must be offered
 *     form: contact.name=Jo | …            sends the newest form, with these values in it; `old form` the first one
 *     press: Yes, give me the numbers      presses a button of the newest summary or estimate; `press old` of the first one
 *     card: Billing address                must stand on a card of the answer; `card never`: must not
 *     staff: received                      staff move a return along: see `staff.ts`
 *     mail: jo@acme.com                    a code must have been mailed there, for `{code}`; `mail never`: must not
 *     (a day passes)                       something happens: see `happenings`
 *
 * `{case}` is the case number that was remembered, `{code}` the code that came by mail last, `{wrong code}` another one. Everything after a `--` on a line of its own begins another conversation in the same world. Lines that begin with `;`
 * are remarks.
 */
import assert from 'node:assert/strict';
import type { Said, TurnOutcome } from '../../bot/conversation.ts';
import { createCodeMail } from '../../bot/mails/code.ts';
import type { Card, ContactForm, EstimateCard, SummaryCard } from '../../dialogs/card.ts';
import { plain } from '../../dialogs/reply.ts';
import { Order } from '../../services/notifications/outbox.ts';
import { writeNumber } from '../../services/numbers.ts';
import type { Rma } from '../../services/returns/rma.ts';
import { PICTURES } from '../services/attachments/samples.ts';
import type { World } from '../world.ts';
import { returnHappenings } from './returns.ts';
import { anotherReturn, type Existing, hasReturn, staffDo } from './staff.ts';

export interface Script {
  title: string;
  lines: { number: number; text: string }[];
}

export function readScript(text: string): Script {
  const [title = '', ...rest] = text.split('\n');
  const lines = rest.map((line, at) => ({ number: at + 2, text: line.trim() }));
  return { title: title.replace(/^#\s*/, ''), lines: lines.filter(line => line.text && !line.text.startsWith(';')) };
}

type Content = Pick<Said, 'text' | 'attachments' | 'files' | 'refused' | 'sent'>;
type Coming = Omit<Content, 'text' | 'sent'>;

interface Talk {
  world: World;
  conversation: number;
  sent: number;
  last: { id: string } & Content;
  /** What comes with the next message. */
  coming: Coming;
  /** Every card that was shown; and those of the answer. */
  cards: Card[];
  answerCards: Card[];
  /** What stands in the inputs of a form since it was sent. */
  typed: Map<ContactForm, Record<string, string>>;
  /** What of the answer has not been matched yet. */
  rest: string;
  answer: string;
  choices: string[];
  /** A case number seen earlier, for `{case}`. */
  caseNumber: string;
  /** Those that were there before the conversation, for `{rma}`, `{case 2}`. */
  existing: Existing[];
  code: string;
  /** Mails whose code has been read. */
  mails: Set<string>;
  everything: string;
}

export async function play(script: Script, world: World): Promise<void> {
  const talk: Talk = {
    world,
    conversation: 1,
    sent: 0,
    last: { id: '', text: '', attachments: 0 },
    coming: { attachments: 0 },
    cards: [],
    answerCards: [],
    typed: new Map(),
    rest: '',
    answer: '',
    choices: [],
    caseNumber: '',
    existing: [],
    code: '',
    mails: new Set(),
    everything: '',
  };
  for (const { number, text } of script.lines) {
    await perform(talk, text).catch((cause: Error) => {
      const said = `the desk had said:\n${talk.answer}\n[${talk.choices.join('] [')}]`;
      throw new Error(`line ${number}: ${text}\n${cause.message}\n\n${said}`, { cause });
    });
  }
}

async function perform(talk: Talk, line: string): Promise<void> {
  const [, speaker = '', words = ''] =
    /^(customer|desk|desk never|button|form|old form|press|press old|card|card never|mail|mail never|staff(?: \{rma \d\})?):\s?(.*)$/.exec(
      line,
    ) ?? [];
  if (line === '--') {
    talk.conversation += 1;
    talk.sent = 0;
    return;
  }
  const happening = /^\((.+)\)$/.exec(line)?.[1];
  if (happening) return happen(talk, withNumbers(talk, happening));
  switch (speaker) {
    case 'customer':
      if (talk.sent === 0) await arrive(talk);
      talk.last = {
        id: `m${++talk.sent}`,
        text: withNumbers(talk, words.replaceAll('\\n', '\n')),
        ...talk.coming,
      };
      talk.coming = { attachments: 0 };
      return send(talk);
    case 'desk': {
      const pattern = withNumbers(talk, words, writeNumber).replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
      const found = new RegExp(pattern.replace(/#/g, '\\d'), 'i').exec(talk.rest);
      assert.ok(found, 'the desk did not say that');
      talk.rest = talk.rest.slice(found.index + found[0].length);
      return;
    }
    case 'desk never':
      return assert.ok(!talk.answer.toLowerCase().includes(words.toLowerCase()), 'the desk said that');
    case 'button':
      return assert.ok(talk.choices.includes(words), 'there is no such button');
    case 'form':
    case 'old form':
      return sendForm(talk, shown(talk, 'contact-form', speaker === 'old form'), words);
    case 'press':
    case 'press old':
      return press(talk, decidable(talk, speaker === 'press old'), words);
    case 'card':
      return assert.ok(
        wordsOf(talk.answerCards).includes(withNumbers(talk, words, writeNumber)),
        `not on the card:\n${wordsOf(talk.answerCards)}`,
      );
    case 'card never':
      return assert.ok(!wordsOf(talk.answerCards).includes(words), 'that stands on the card');
    case 'mail': {
      const code = await mailedCode(talk, words);
      assert.ok(code, 'no code was mailed there');
      talk.code = code;
      return;
    }
    case 'mail never':
      return assert.equal(await mailedCode(talk, words), undefined, 'a code was mailed there');
    default:
      if (speaker.startsWith('staff')) {
        return staffDo(talk.world, withNumbers(talk, speaker.slice('staff '.length) || '{rma}'), words);
      }
      assert.fail('this line is no part of a transcript');
  }
}

/** With what stands for its name: codes, and numbers as they were given in the chat or as `write` writes them. */
function withNumbers(talk: Talk, words: string, write = (number: string) => number): string {
  const { caseNumber, code, existing } = talk;
  const wrong = code.replace(/.$/, last => String((Number(last) + 1) % 10));
  return words
    .replaceAll('{case}', caseNumber || '{case}')
    .replace(/\{(case|rma)(?: (\d))?\}/g, (name, kind, place) => {
      const one = existing.at(place === undefined ? -1 : Number(place) - 1) ?? assert.fail(`there is no ${name}`);
      return write(kind === 'case' ? one.caseNumber : one.rma);
    })
    .replaceAll('{code}', code)
    .replaceAll('{spoken code}', [...code].map(digit => DIGITS[Number(digit)]).join(' '))
    .replaceAll('{wrong code}', wrong);
}

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** The code in the mail that goes to this address and has not been read yet. */
async function mailedCode({ world, mails: seen }: Talk, to: string): Promise<string | undefined> {
  const mails = world.store.collection<{ _id: string; content?: string; queuedAt: Date }>('mails');
  const codes: string[] = [];
  for (const { _id, content = '{}', queuedAt } of await mails.find({ to }, { sort: { queuedAt: 1 } }).toArray()) {
    const order = Order.safeParse(JSON.parse(content).order).data;
    if (order?.kind !== 'code' || seen.has(_id)) continue;
    seen.add(_id);
    const composed = await createCodeMail(world.house.texts.codeMail)(order, { key: _id, to, queuedAt });
    if (composed.kind === 'letter') codes.push(/^ {4}(\d{6})$/m.exec(composed.letter.text)?.[1] ?? '');
  }
  return codes.at(-1);
}

function shown<K extends Card['kind']>(talk: Talk, kind: K, first: boolean): Extract<Card, { kind: K }> {
  const cards = talk.cards.filter((card): card is Extract<Card, { kind: K }> => card.kind === kind);
  return (first ? cards[0] : cards.at(-1)) ?? assert.fail(`no ${kind} was shown`);
}

/** A card whose buttons decide something. */
function decidable({ cards }: Talk, first: boolean): SummaryCard | EstimateCard {
  const found = cards.filter(card => card.kind === 'summary' || card.kind === 'estimate');
  return (first ? found[0] : found.at(-1)) ?? assert.fail('no card with such buttons was shown');
}

/** What stands on cards, a piece a line. */
function wordsOf(cards: Card[]): string {
  const words: string[] = [];
  JSON.stringify(cards, (_, value) => {
    if (typeof value === 'string') words.push(value);
    return value;
  });
  return words.join('\n');
}

/** As a channel sends it: every input with what stands in it. */
async function sendForm(talk: Talk, form: ContactForm, typed: string): Promise<void> {
  const fields = form.groups.flatMap(group => group.fields);
  const inputs = talk.typed.get(form) ?? Object.fromEntries(fields.map(field => [field.id, field.value ?? '']));
  const changed = typed
    .split(' | ')
    .filter(Boolean)
    .map(one => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]);
  const values = { ...inputs, ...Object.fromEntries(changed) };
  talk.typed.set(form, values);
  talk.last = {
    id: `m${++talk.sent}`,
    text: form.sent,
    attachments: 0,
    sent: { kind: 'contact-form', key: form.key, values },
  };
  return send(talk);
}

async function press(talk: Talk, { kind, choices, version }: SummaryCard | EstimateCard, title: string): Promise<void> {
  const choice = choices.find(one => one.title === title) ?? assert.fail('there is no such button on the card');
  const sent = { kind, version };
  talk.last = { id: `m${++talk.sent}`, text: choice.value, attachments: 0, sent };
  return send(talk);
}

async function arrive(talk: Talk): Promise<void> {
  heard(
    talk,
    await talk.world.desk.take({
      channel: 'test',
      conversation: String(talk.conversation),
      activityId: `arrived-${talk.conversation}`,
      said: { kind: 'arrived', text: '', attachments: 0, from: 'customer' },
    }),
  );
}

async function send(talk: Talk): Promise<void> {
  const { id, ...content } = talk.last;
  heard(
    talk,
    await talk.world.desk.take({
      channel: 'test',
      conversation: String(talk.conversation),
      activityId: `${talk.conversation}-${id}`,
      said: { kind: 'message', ...content, from: 'customer' },
    }),
  );
}

function heard(talk: Talk, outcome: TurnOutcome): void {
  const replies = outcome.kind === 'done' ? outcome.turn.replies : outcome.replies;
  talk.answer = replies.map(reply => plain(reply.text)).join('\n\n');
  talk.answerCards = replies.flatMap(reply => reply.card ?? []);
  talk.cards.push(...talk.answerCards);
  talk.everything += `\n${talk.answer}`;
  talk.rest = talk.answer.replace(/\s+/g, ' ');
  talk.choices = (replies.at(-1)?.choices ?? []).map(choice => choice.title);
}

/** Kept before the turn, as a channel does it. */
async function comes(talk: Talk, name = '', bytes: Buffer): Promise<void> {
  const conversation = `test:${talk.conversation}`;
  const outcome = await talk.world.house.attachments.keep({ conversation, name, bytes });
  assert.ok(outcome.kind !== 'busy');
  const { files = [], refused = [] } = talk.coming;
  talk.coming =
    outcome.kind === 'kept'
      ? { ...talk.coming, files: [...files, outcome.file] }
      : { ...talk.coming, refused: [...refused, outcome.file] };
}

async function happen(talk: Talk, happening: string): Promise<void> {
  const { world } = talk;
  const happenings: [RegExp, (...groups: string[]) => void | Promise<void>][] = [
    ...returnHappenings(talk),
    [
      /^(\d+|a|an) (hour|day)s? pass(?:es)?$/,
      (count = '', unit) => world.pass((Number(count) || 1) * (unit === 'day' ? 24 : 1)),
    ],
    [/^the desk restarts$/, () => world.restart()],
    [/^the same message arrives again$/, () => send(talk)],
    [/^the store goes away$/, () => world.cutStore()],
    [/^(?:only )?the (\w+) cannot be written$/, name => world.cutStore(name)],
    [/^the store is back$/, () => world.mendStore()],
    [
      /^remember the case number$/,
      () => {
        talk.caseNumber = /4\d{3}-\d{4}-\d\d/.exec(talk.everything)?.[0] ?? assert.fail('no case number was given');
      },
    ],
    [
      /^(\w+ of \S+@\S+) has a (return|case) with (.+)$/,
      async (who = '', what = '', models = '') => {
        talk.existing.push(await hasReturn(world, who, what, models));
      },
    ],
    [
      /^(\w+) has another return on that case with (.+)$/,
      async (_who, models = '') => {
        talk.existing.push(await anotherReturn(world, talk.existing.at(-1)?.caseNumber ?? '', models));
      },
    ],
    [
      /^the address of a photo comes with it$/,
      () => {
        talk.coming.attachments = 1;
      },
    ],
    [/^a photo "(.+)" comes with it$/, name => comes(talk, name, PICTURES.jpeg)],
    [/^a film "(.+)" comes with it$/, name => comes(talk, name, Buffer.from('\0\0\0\x18ftypmp42'))],
    [
      /^with the case: (.+)$/,
      async names => {
        const number = talk.caseNumber.replaceAll('-', '');
        const files = await world.house.attachments.listOf(number);
        assert.equal(files.map(({ name }) => name).join(', ') || 'nothing', names);
        for (const { id } of files) assert.ok(await world.house.attachments.read(id), 'it can be read');
      },
    ],
    [
      /^with case (\d+): (.+)$/,
      async (number = '', names) => {
        const files = await world.house.attachments.listOf(number);
        assert.equal(files.map(({ name }) => name).join(', ') || 'nothing', names);
      },
    ],
    [
      /^waiting for (\S+): (.+)$/,
      async (to, kind) => {
        const rmas = await world.store.collection<Rma>('rmas').find({}).toArray();
        const mails = rmas.flatMap(({ notices, contact }) =>
          notices.flatMap(({ mail }) => (mail ? `${mail.to ?? contact.email}: ${mail.kind}` : [])),
        );
        assert.ok(mails.includes(`${to}: ${kind}`), `what waits: ${mails.join(', ')}`);
      },
    ],
    [
      /^on file for (\d+): (\S+), (\S+)$/,
      async (number = '', email, phone) => {
        const rma = await world.house.returns.find(number);
        const opened = await world.house.cases.find(rma?.caseNumber ?? '');
        for (const one of [rma, opened]) {
          assert.deepEqual({ email: one?.contact.email, phone: one?.contact.phone }, { email, phone });
        }
        assert.equal(rma?.customerNumber, opened?.customerNumber);
      },
    ],
    [
      /^happened to (\d+): (.+)$/,
      async (number = '', kinds) => {
        const rma = await world.house.returns.find(number);
        assert.equal(rma?.events.map(({ kind }) => kind).join(', '), kinds);
      },
    ],
    [
      /^unit (\S+), an? (\S+), was shipped on (\S+)$/,
      (serial = '', model = '', shipped = '') => world.ship({ serial, model, shipped }),
    ],
    [
      /^on record: (\d+) cases?, (\d+) RMAs?$/,
      async (cases, rmas) => {
        const count = async (name: string) => String(await world.store.collection(name).countDocuments({}));
        assert.deepEqual({ cases: await count('cases'), rmas: await count('rmas') }, { cases, rmas });
      },
    ],
    [
      /^on record: (\d+) (mails|ratings|comments|callBacks)$/,
      async (count, name = '') => assert.equal(String(await world.store.collection(name).countDocuments({})), count),
    ],
  ];
  for (const [pattern, act] of happenings) {
    const match = pattern.exec(happening);
    if (match) return act(...match.slice(1));
  }
  assert.fail(`nothing is known to happen like "${happening}"`);
}
