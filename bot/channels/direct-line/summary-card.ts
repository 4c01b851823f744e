import type { EstimateCard, SummaryCard } from '../../../dialogs/card.ts';
import { type AdaptiveCard, type Element, run } from '../elements.ts';
import type { ActionData } from './card-values.ts';

/** What was understood, section by section; its buttons count for what it shows, as it carries the version of that. */
export function summaryCard(card: SummaryCard | EstimateCard): Pick<AdaptiveCard, 'body' | 'actions'> {
  const { kind, sections, choices, version } = card;
  return {
    body: sections.map((section, at) => ({
      type: 'Container',
      separator: at > 0,
      spacing: at > 0 ? 'Medium' : 'None',
      items: [run(section.title, { weight: 'Bolder' }), ...section.lines.map(line)],
    })),
    actions: choices.map(({ title, value }, at) => ({
      type: 'Action.Submit',
      title,
      ...(at === 0 && { style: 'positive' }),
      data: { caseline: kind, version, said: value } satisfies ActionData,
    })),
  };
}

function line({ label, value }: { label: string; value: string }): Element {
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      { type: 'Column', width: 2, items: [run(label, { isSubtle: true })] },
      { type: 'Column', width: 3, items: [run(value)] },
    ],
  };
}
