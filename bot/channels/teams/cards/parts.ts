/** What the cards are made of. People's texts go through `run` and `said` alone, which know no Markdown. */
import { type Element, run } from '../../elements.ts';

/** "Label: value", in one line where there is room. */
export function said(label: string, value: string, more: Record<string, unknown> = {}): Element {
  const inlines = [textRun(`${label}: `, { isSubtle: true }), textRun(value)];
  return { type: 'RichTextBlock', spacing: 'Small', inlines, ...more };
}

export function small(text: string): Element {
  return { ...run(text, { isSubtle: true, size: 'Small' }), spacing: 'None' };
}

/** A line with addresses behind some of its words. */
export function linked(label: string, parts: readonly { text: string; url?: string | undefined }[]): Element {
  const inlines = parts.flatMap(({ text, url }, at) => [
    ...(at > 0 ? [textRun(', ')] : []),
    textRun(text, url ? { color: 'Accent', selectAction: { type: 'Action.OpenUrl', url } } : {}),
  ]);
  return { type: 'RichTextBlock', spacing: 'Small', inlines: [textRun(`${label}: `, { isSubtle: true }), ...inlines] };
}

export function section(items: readonly Element[], more: Record<string, unknown> = {}): Element[] {
  return items.length > 0 ? [{ type: 'Container', items, ...more }] : [];
}

/** Buttons that show what is folded away, each with its part below. */
export function folds(parts: readonly { id: string; title: string; items: readonly Element[] }[]): Element[] {
  const filled = parts.filter(({ items }) => items.length > 0);
  if (filled.length === 0) return [];
  const actions = filled.map(({ id, title }) => ({ type: 'Action.ToggleVisibility', title, targetElements: [id] }));
  return [
    { type: 'ActionSet', separator: true, actions },
    ...filled.map(({ id, items }): Element => ({ type: 'Container', id, isVisible: false, items })),
  ];
}

export interface Head {
  title: string;
  below: string;
  state: string;
  look: 'Good' | 'Warning' | 'Attention' | 'Accent' | 'Default';
  banner: string | undefined;
}

/** What it is and where it stands; above it what has just happened. */
export function head({ title, below, state, look, banner }: Head): Element[] {
  const columns = [
    {
      type: 'Column',
      width: 'stretch',
      items: [run(title, { size: 'Medium', weight: 'Bolder' }), small(below)],
    },
    {
      type: 'Column',
      width: 'auto',
      items: [run(state, { weight: 'Bolder', ...(look !== 'Default' && { color: look }) })],
    },
  ];
  return [
    ...section(banner ? [run(banner, { weight: 'Bolder' })] : [], { style: 'accent', bleed: true }),
    { type: 'ColumnSet', columns },
  ];
}

function textRun(text: string, look: Record<string, unknown> = {}) {
  return { type: 'TextRun', text, ...look };
}
