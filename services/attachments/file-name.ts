import { KINDS, type Kind } from './kind.ts';

const LONGEST = 80;
/** Control and formatting characters (they turn text around), and what means something to a path, a shell or HTML. */
const HARMFUL = /[\p{C}\p{Zl}\p{Zp}/\\:*?"'`<>|&;$%]+/gu;

/**
 * The name that a person gave a file, as it may be shown and stored under: one line, no path, no leading dot, and the
 * ending of what the file is.
 */
export function fileName(given: string, type: Kind): string {
  const [last = ''] = given.slice(-400).split(/[/\\]/).slice(-1);
  const plain = last.normalize('NFC').replace(HARMFUL, ' ').replace(/\s+/g, ' ');
  const stem = plain.replace(/\.\w{1,5}$/, '').replace(/^[\s.]+|[\s.]+$/g, '');
  return `${[...stem].slice(0, LONGEST).join('').trim() || 'file'}.${KINDS[type]}`;
}

/** The name of a file that is not kept, for telling which one is meant. */
export function shownName(given: string): string {
  const [last = ''] = given.slice(-400).split(/[/\\]/).slice(-1);
  return [...last.replace(HARMFUL, ' ').replace(/\s+/g, ' ').trim()].slice(0, LONGEST).join('') || 'file';
}
