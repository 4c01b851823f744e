/**
 * Customers who asked for a person: whoever takes one from its card in a room talks to them in their own chat with the
 * desk, until they hand them back, or end the chat. One talks to one customer at a time.
 */
import { z } from 'zod';
import type { Cases } from '../../../../services/cases/cases.ts';
import type { Handoff } from '../../../../services/handoff/handoff.ts';
import type { Handoffs } from '../../../../services/handoff/handoffs.ts';
import type { People, Person } from '../../../../services/staff/people.ts';
import { type AdaptiveCard, type Element, run } from '../../elements.ts';
import { closeForm, endForm, type InvokeAnswer, openForm, showCard, showMessage } from '../answers.ts';
import { type At, type Feature, type Press, verb } from '../feature.ts';
import { choiceInput, FilledIn, noteIn, noteInput } from '../moving/fields.ts';
import type { Message } from '../sender.ts';
import type { StaffTexts } from '../texts.ts';
import { colleagueOf, type Staff } from '../who.ts';
import { TALK, Talking } from './buttons.ts';
import type { ChatCards } from './cards.ts';
import { sentIn, type TakeFiles } from './files.ts';
import { namedBy, wordsIn } from './words.ts';

export interface TalkingDependencies {
  handoffs: Pick<Handoffs, 'find' | 'talkOf' | 'accept' | 'say' | 'offer' | 'handBack' | 'close'>;
  people: Pick<People, 'find' | 'all'>;
  cases: Pick<Cases, 'change'>;
  cards: ChatCards;
  takeFiles: TakeFiles;
  /** The customer sees that somebody writes. */
  onTyping: (talk: Pick<Handoff, 'channel' | 'conversation'>) => void;
  texts: StaffTexts;
}

/** A list to choose from. */
const MOST_COLLEAGUES = 100;
const MOST_NAMED = 6;

const TalkForm = z.looseObject({ ...Talking.shape }).transform(data => ({
  ...Talking.parse(data),
  filled: FilledIn.parse(data),
}));
type TalkForm = z.infer<typeof TalkForm>;

export function createTalking(deps: TalkingDependencies): Feature {
  const { handoffs, people, cards, texts } = deps;
  const { talking } = texts;

  /** Those who can be asked: they have a chat of their own, in which they would talk. */
  async function others({ id }: Staff): Promise<Person[]> {
    return (await people.all()).filter(one => one._id !== id && one.chat).slice(0, MOST_COLLEAGUES);
  }

  async function accept(id: string, press: Press): Promise<InvokeAnswer> {
    const { staff, key } = press;
    if (!(await people.find(staff.id))?.chat) return showMessage(talking.noChat);
    const accepted = await handoffs.accept(id, await colleagueOf(staff, people), key);
    switch (accepted.kind) {
      case 'busy':
        return showMessage(talking.busy(talking.whoOf(accepted.with.caller)));
      case 'unknown':
        return showMessage(talking.isOver);
      default:
        return shown(await cards.room(accepted.handoff));
    }
  }

  async function end(talk: Handoff, note: string | undefined, { staff, key }: Pick<At, 'staff' | 'key'>) {
    const done = await handoffs.close(staff.id, note, key);
    const { caseNumber, caller } = talk;
    if (done.kind !== 'done' || !note || !caseNumber) return;
    const text = talking.noteOfChat(talking.whoOf(caller), note);
    await deps.cases.change(caseNumber, { kind: 'note', text }, { actor: `staff:${staff.id}`, key: `${key}:note` });
  }

  async function transfer(name: string, at: At): Promise<void> {
    const known = await others(at.staff);
    const meant = namedBy(name, known);
    const [one] = meant;
    if (!one || meant.length > 1) {
      const names = meant.slice(0, MOST_NAMED).map(person => person.name);
      await at.say({ text: known.length > 0 ? talking.whichColleague(names) : talking.nobodyElse });
      return;
    }
    await ask(one, at);
  }

  async function ask(one: Person, at: At): Promise<void> {
    const done = await handoffs.offer(at.staff.id, { id: one._id, name: one.name }, at.key);
    await at.say({ text: done.kind === 'done' ? talking.asked(one.name) : talking.isOver });
  }

  async function tellCustomer(text: string, talk: Handoff, at: At): Promise<void> {
    const { files, refused } = await deps.takeFiles(at, talk);
    if (text || files.length > 0) {
      const done = await handoffs.say(at.staff.id, { key: at.key, text, files });
      if (done.kind === 'not-yours') refused.push(talking.notDelivered);
    }
    for (const line of refused) await at.say({ text: line, isPlain: true });
  }

  return {
    async message(text, at) {
      if (!at.isPersonal) return false;
      const words = wordsIn(text);
      const talk = await handoffs.talkOf(at.staff.id);
      if (words.kind === 'desk') return { instead: words.text };
      if (words.kind === 'say') {
        const isEmpty = words.text === '' && sentIn(at.activity).length === 0;
        if (!talk || isEmpty) return false;
        await tellCustomer(words.text, talk, at);
        return true;
      }
      if (!talk) await at.say({ text: talking.noTalk });
      else if (words.kind === 'back') await handoffs.handBack(at.staff.id, at.key);
      else if (words.kind === 'close') await end(talk, words.note, at);
      else await transfer(words.name, at);
      return true;
    },

    async typing(at) {
      const talk = at.isPersonal ? await handoffs.talkOf(at.staff.id) : undefined;
      if (talk) deps.onTyping(talk);
    },

    verbs: {
      [TALK]: verb<Talking>({
        data: Talking,
        async run({ id, do: deed }, press) {
          if (deed === 'accept') return accept(id, press);
          const talk = await handoffs.talkOf(press.staff.id);
          if (talk?._id !== id) return over(id);
          await handoffs.handBack(press.staff.id, press.key);
          return over(id);
        },
      }),
    },

    forms: {
      [TALK]: {
        open: verb<Talking>({
          data: Talking,
          async run({ id, do: deed }, { staff }) {
            const talk = await handoffs.talkOf(staff.id);
            if (talk?._id !== id) return endForm(talking.isOver);
            return deed === 'transfer' ? transferForm(talk, await others(staff)) : closingForm(talk);
          },
        }),
        take: verb<TalkForm>({
          data: TalkForm,
          async run({ id, do: deed, filled }, press) {
            const { staff } = press;
            const talk = await handoffs.talkOf(staff.id);
            if (talk?._id !== id) return endForm(talking.isOver);
            if (deed === 'close') {
              await end(talk, noteIn(filled), press);
              return closeForm();
            }
            const known = await others(staff);
            const one = known.find(({ _id }) => _id === filled['to']);
            if (!one) return transferForm(talk, known);
            await ask(one, press);
            return closeForm();
          },
        }),
      },
    },
  };

  async function over(id: string): Promise<InvokeAnswer> {
    const handoff = await handoffs.find(id);
    return handoff ? shown(await cards.room(handoff)) : showMessage(talking.isOver);
  }

  function transferForm(talk: Handoff, known: readonly Person[]): InvokeAnswer {
    if (known.length === 0) return endForm(talking.nobodyElse);
    const choices = known.map(({ _id: value, name }) => ({ title: name, value }));
    const input = choiceInput('to', talking.toWhom, choices, { to: choices[0]?.value ?? '' });
    return form(talk, 'transfer', talking.ask, [input]);
  }

  function closingForm(talk: Handoff): InvokeAnswer {
    return form(talk, 'close', talking.end, [noteInput('note', talking.note(talk.caseNumber), {})]);
  }

  function form({ _id: id, caller }: Handoff, deed: 'transfer' | 'close', send: string, fields: Element[]) {
    const title = deed === 'transfer' ? talking.transfer : talking.close;
    const below = talking.youTalk(talking.whoOf(caller));
    const card: AdaptiveCard = {
      ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
      ...{ speak: title, fallbackText: title },
      body: [run(below, { weight: 'Bolder' }), ...fields],
      actions: [{ type: 'Action.Submit', title: send, data: { id, do: deed, form: TALK } }],
    };
    return openForm(title, card);
  }
}

function shown(message: Message): InvokeAnswer {
  return 'card' in message ? showCard(message.card) : showMessage(message.text);
}
