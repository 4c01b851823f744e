/** The form of a deed over the chat; where something is not right, the same again with what was typed and what is right. */
import { type AdaptiveCard, aloud, type Element, run } from '../../elements.ts';
import { MOVE } from './buttons.ts';
import type { Deed } from './deeds.ts';
import type { Seen } from './subject.ts';

export function formCard(of: {
  title: string;
  below: string;
  send: string;
  fields: readonly Element[];
  faults: readonly string[];
  seen: Seen;
  deed: Deed;
}): AdaptiveCard {
  const { title, below, send, fields, faults, seen, deed } = of;
  return {
    ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
    speak: aloud([title, below, ...faults].join('. ')),
    fallbackText: `${title}: ${below}`,
    body: [
      run(below, { weight: 'Bolder' }),
      ...faults.map(fault => ({ ...run(fault, { color: 'Attention' }), spacing: 'Small' })),
      ...fields,
    ],
    actions: [{ type: 'Action.Submit', title: send, data: { ...seen, form: MOVE, do: deed } }],
  };
}
