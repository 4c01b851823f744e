/** What somebody who talks to a customer writes in their own chat: for the customer, or for the desk. */
import type { Person } from '../../../../services/staff/people.ts';

export type Words =
  | { kind: 'say'; text: string }
  | { kind: 'back' }
  | { kind: 'close'; note: string | undefined }
  | { kind: 'transfer'; name: string }
  /** For the desk alone, without the stroke. */
  | { kind: 'desk'; text: string };

export function wordsIn(text: string): Words {
  const said = text.trim();
  if (!said.startsWith('/')) return { kind: 'say', text: said };
  const [, command = '', rest = ''] = /^\/\s*([a-z]*)\s*([\s\S]*)$/i.exec(said) ?? [];
  switch (command.toLowerCase()) {
    case 'back':
      return { kind: 'back' };
    case 'end':
    case 'close':
      return { kind: 'close', note: rest.trim() || undefined };
    case 'transfer':
      return { kind: 'transfer', name: rest.trim() };
    default:
      return { kind: 'desk', text: said.slice(1).trim() };
  }
}

/** Whose name begins with that, or has a part that does; exactly so called outweighs both. */
export function namedBy(name: string, people: readonly Person[]): Person[] {
  const said = name.toLowerCase().replace(/^(?:to|@)\s*/, '');
  if (said === '') return [...people];
  const exact = people.filter(one => one.name.toLowerCase() === said);
  if (exact.length > 0) return exact;
  return people.filter(one => {
    const full = one.name.toLowerCase();
    return full.startsWith(said) || full.split(/\s+/).some(part => part.startsWith(said));
  });
}
