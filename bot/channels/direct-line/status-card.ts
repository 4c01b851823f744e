import type { StatusCard } from '../../../dialogs/card.ts';
import { type AdaptiveCard, type Element, run } from '../elements.ts';

/** Where a return stands, to be taken in at a glance: the state first, then what happens next, then item by item. */
export function statusCard({ title, state, lines, items, links }: StatusCard): Pick<AdaptiveCard, 'body' | 'actions'> {
  const item = ({ label, value }: StatusCard['items'][number]): Element => ({
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: 3, items: [run(label, { isSubtle: true })] },
      { type: 'Column', width: 2, items: [run(value, { weight: 'Bolder' })] },
    ],
  });
  return {
    body: [
      run(title, { isSubtle: true }),
      { ...run(state, { size: 'Large', weight: 'Bolder' }), spacing: 'None' },
      ...lines.map(line => run(line)),
      ...(items.length > 0 ? [{ type: 'Container', separator: true, items: items.map(item) }] : []),
    ],
    ...(links.length > 0 && { actions: links.map(link => ({ type: 'Action.OpenUrl', ...link })) }),
  };
}
