/** Which items of a return are meant: the only one, those that are named, or whichever is chosen. */
import type { Rma } from '../../services/returns/rma.ts';
import { quoted } from '../reply.ts';
import { nameOf, namesOf } from '../status/items.ts';
import type { AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { isAt, type OwnReturnDependencies, type OwnReturnDraft, rmaOf } from './draft.ts';

export function itemsStep(deps: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  const { texts } = deps;
  return {
    kind: 'ask',
    name: 'which-item',
    pending: draft => isAt(draft, 'firmware') && draft.items === undefined,
    async ask(draft) {
      const rma = await rmaOf(deps, draft);
      const names = rma ? namesOf(texts.status, rma, () => true) : [];
      const lines = names.map((name, at) => `${at + 1}. ${quoted(name)}`);
      const choices = names.map((name, at) => ({ title: name, value: String(at + 1) }));
      return {
        text: `${texts.ownReturn.askWhichItem}\n\n${lines.join('\n')}`,
        choices: [...choices, texts.ownReturn.allItems],
      };
    },
    async answer(heard, draft) {
      const rma = await rmaOf(deps, draft);
      const items = rma && itemsMeant(heard, rma, texts);
      return items
        ? { kind: 'taken', draft: { ...draft, items } }
        : { kind: 'unclear', say: texts.ownReturn.unclearItem };
    },
  };
}

/** Ids of items; undefined where the words leave it open. */
export function itemsMeant({ text, understood }: Heard, rma: Rma, texts: Texts): string[] | undefined {
  const { items } = rma;
  const [only, ...others] = items;
  if (only && others.length === 0) return [only.id];
  if (texts.status.allWords.test(text) || /\b(?:all|both|each|every)\b/i.test(text)) return items.map(({ id }) => id);
  const models = understood.slots.products.flatMap(({ model }) => model?.toLowerCase() ?? []);
  const named = items.filter(item => {
    const isModel = models.includes(item.model.toLowerCase()) || text.toLowerCase().includes(item.model.toLowerCase());
    const serial = item.serial?.value.slice(-4);
    return serial && new RegExp(`\\b\\w*${serial}\\b`, 'i').test(text) ? true : isModel;
  });
  const exact = items.filter(item => text === nameOf(texts.status, rma, item));
  if (exact.length > 0 || named.length > 0) return (exact.length > 0 ? exact : named).map(({ id }) => id);
  const place = /^\W*(?:the |number |no\.? |#|item )*(\d{1,2})(?:st|nd|rd|th)?(?: one)?\W*$/i.exec(text)?.[1];
  const word = /\b(first|second|third|last)\b/i.exec(text)?.[1]?.toLowerCase();
  const at = place
    ? Number(place) - 1
    : word === 'last'
      ? items.length - 1
      : ['first', 'second', 'third'].indexOf(word ?? '');
  const item = items[at];
  return item ? [item.id] : undefined;
}
