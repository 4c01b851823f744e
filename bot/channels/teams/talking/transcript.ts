/** What was said in a conversation, for whoever is to go on in it: the latest, as much of it as a card takes. */
import { plain } from '../../../../dialogs/reply.ts';
import type { KeptFile } from '../../../../services/attachments/attachments.ts';
import type { Turn } from '../../../conversation.ts';
import type { Element } from '../../elements.ts';

export interface Spoken {
  who: string;
  text: string;
  files: readonly KeptFile[];
}

/** Teams takes 28 kB of a message, and people read less. */
const MOST_LINES = 24;
const LONGEST = 280;

export function spokenIn(turns: readonly Turn[], { customer, desk }: { customer: string; desk: string }): Spoken[] {
  const all = turns.flatMap(({ said, caughtUp = [], replies }): Spoken[] => [
    ...caughtUp.map(text => ({ who: customer, text, files: [] })),
    ...(said.kind === 'message' ? [{ who: customer, text: said.text, files: said.files ?? [] }] : []),
    ...replies.map(({ text, by, files = [] }) => ({ who: by ?? desk, text: withoutName(plain(text), by), files })),
  ]);
  return all.filter(({ text, files }) => text.trim() !== '' || files.length > 0).slice(-MOST_LINES);
}

/** Each with who said it; files by name, with an address where there is one. */
export function spokenLines(spoken: readonly Spoken[], linkOf: (id: string) => string | undefined): Element[] {
  return spoken.map(({ who, text, files }) => {
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

/** The name stands before the line already. */
function withoutName(text: string, by: string | undefined): string {
  return by && text.startsWith(`${by}: `) ? text.slice(by.length + 2) : text;
}

function run(text: string, look: Record<string, unknown> = {}) {
  return { type: 'TextRun', text, ...look };
}
