/** The addresses of ours that lead to a case or a return. */
import { readNumber } from '../../../../services/numbers.ts';

/** For staff alone: it opens their chat with the desk, and shows nothing by itself. */
export function staffLink(publicUrl: string, number: string): string {
  return `${publicUrl}/staff/${number}`;
}

/** The number in an address of the desk: of labels, of estimates, or the staff's own; a number alone has the scheme `number:`. */
export function numberIn(url: URL, publicUrl: string): string | undefined {
  if (url.protocol === 'number:') return numberOf(url.pathname.replaceAll('%20', ' '));
  const ours = new URL(publicUrl);
  const root = ours.pathname.replace(/\/+$/, '');
  if (url.origin !== ours.origin || !url.pathname.startsWith(`${root}/`)) return undefined;
  const [, kind, name = ''] = url.pathname.slice(root.length).split('/');
  if (!kind || !['labels', 'estimates', 'staff'].includes(kind)) return undefined;
  return numberOf(name.replace(/\.pdf$/, ''));
}

function numberOf(text: string): string | undefined {
  const read = readNumber(text);
  return read.kind === 'number' ? read.value : undefined;
}
