/** What was said in a conversation, for whoever is to go on in it: the latest, as much of it as a card takes. */
import type { Spoken } from '../../../spoken.ts';
import type { Element } from '../../elements.ts';

/** Teams takes 28 kB of a message, and people read less. */
const MOST_LINES = 24;
const LONGEST = 280;

/** Each with who said it; files by name, with an address where there is one. */
export function spokenLines(spoken: readonly Spoken[], linkOf: (id: string) => string | undefined): Element[] {
  return spoken.slice(-MOST_LINES).map(({ who, text, files }) => {
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
    const linked = files.map(({ id, name }) => {
      const url = linkOf(id);
      return run(` ${name}`, url ? { color: 'Accent', selectAction: { type: 'Action.OpenUrl', url } } : {});
    });
    return {
      type: 'RichTextBlock',
      spacing: 'Small',
      inlines: [run(`${who}: `, { weight: 'Bolder' }), run(shown), ...linked],
    };
  });
}

function run(text: string, look: Record<string, unknown> = {}) {
  return { type: 'TextRun', text, ...look };
}
