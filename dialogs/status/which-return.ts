/** Of several returns, the one that is meant: by its number, its place in the list, or its product. */
import { readNumber } from '../../services/numbers.ts';
import type { Rma } from '../../services/returns/rma.ts';
import type { Reply } from '../reply.ts';
import { quoted } from '../reply.ts';
import type { Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { list } from '../texts/wording.ts';
import { namesOf } from './items.ts';

export function whichReturn({ status }: Texts, rmas: readonly Rma[], lead: string = status.whichReturn): Reply {
  const line = (rma: Rma) =>
    `${quoted(list(namesOf(status, rma, () => true).slice(0, MOST_NAMED)))}: ${status.state[rma.status]}`;
  const lines = rmas.map((rma, at) => `${at + 1}. **${status.title(rma._id)}**, ${line(rma)}`);
  return {
    text: `${lead}\n\n${lines.join('\n')}`,
    choices: rmas.map(({ _id }) => ({ title: status.title(_id), value: status.title(_id) })),
  };
}

const MOST_NAMED = 3;
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth'];

export function returnMeant({ text, understood }: Heard, rmas: readonly Rma[]): Rma | undefined {
  const { rmaNumber, products } = understood.slots;
  const read = readNumber(rmaNumber ?? text);
  const number = read.kind === 'number' ? read.value : undefined;
  if (number !== undefined) return rmas.find(({ _id }) => _id === number);
  const models = products.flatMap(({ model, family }) => [model, family].flatMap(name => name?.toLowerCase() ?? []));
  const named = rmas.filter(({ items }) =>
    items.some(({ model, family }) => models.includes(model.toLowerCase()) || models.includes(family ?? '')),
  );
  if (named.length === 1) return named[0];
  const place = /^\W*(?:the |number |no\.? |#)*(\d{1,2})(?:st|nd|rd|th)?(?: one| return)?\W*$/i.exec(text)?.[1];
  if (place !== undefined) return rmas[Number(place) - 1];
  const word = /^\W*(?:the )?(\w+)(?: one| return)?\W*$/i.exec(text)?.[1]?.toLowerCase() ?? '';
  return word === 'last' ? rmas.at(-1) : ORDINALS.includes(word) ? rmas[ORDINALS.indexOf(word)] : undefined;
}
