import type { NumbersCard } from '../../../dialogs/card.ts';
import { type AdaptiveCard, type Element, run } from '../elements.ts';
import type { ActionData } from './card-values.ts';

/** Numbers to be read from across a desk. What `Copy` sends is meant for the page around the chat, not for the desk. */
export function numbersCard({ numbers, copy, facts, label }: NumbersCard): Pick<AdaptiveCard, 'body' | 'actions'> {
  const number = (one: NumbersCard['numbers'][number], at: number): Element => ({
    type: 'Container',
    separator: at > 0,
    items: [
      run(one.label, { isSubtle: true }),
      {
        type: 'ColumnSet',
        spacing: 'None',
        columns: [
          {
            type: 'Column',
            width: 'stretch',
            verticalContentAlignment: 'Center',
            items: [run(one.number, { size: 'ExtraLarge', weight: 'Bolder' })],
          },
          {
            type: 'Column',
            width: 'auto',
            verticalContentAlignment: 'Center',
            items: [
              {
                type: 'ActionSet',
                actions: [
                  {
                    type: 'Action.Submit',
                    title: copy,
                    tooltip: one.copy,
                    associatedInputs: 'none',
                    data: { copy: one.number } satisfies ActionData,
                  },
                ],
              },
            ],
          },
        ],
      },
    ],
  });
  const fact = ({ label: name, value }: NumbersCard['facts'][number]): Element => ({
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: 2, items: [run(name, { isSubtle: true })] },
      { type: 'Column', width: 3, items: [run(value, { weight: 'Bolder' })] },
    ],
  });
  return {
    body: [
      ...numbers.map(number),
      ...(facts.length > 0 ? [{ type: 'Container', separator: true, items: facts.map(fact) }] : []),
    ],
    ...(label && { actions: [{ type: 'Action.OpenUrl', title: label.title, url: label.url }] }),
  };
}
