/** Of what each picture in `docs/` was drawn, so that none is of a card that has changed since. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import type { Picture } from './story.ts';

export const FOLDER = 'docs/pictures';
const LIST = `${FOLDER}/drawn-of.json`;
/** What nobody sees, and is another one each time. */
const UNSEEN = ['data', 'id', 'url', 'userIds', 'targetElements', 'associatedInputs'];

export async function readDrawnOf(): Promise<Record<string, string>> {
  return JSON.parse(await readFile(LIST, 'utf8')) as Record<string, string>;
}

export async function writeDrawnOf(pictures: readonly Picture[]): Promise<void> {
  await writeFile(LIST, `${JSON.stringify(drawnOf(pictures), undefined, 2)}\n`);
}

/** A digest of what can be seen of each, whichever numbers were drawn. */
export function drawnOf(pictures: readonly Picture[]): Record<string, string> {
  return Object.fromEntries(pictures.map(({ name, card, title }) => [name, digestOf({ card, title })]));
}

function digestOf(seen: object): string {
  const text = JSON.stringify(seen, (name, value) => (UNSEEN.includes(name) ? undefined : value));
  return createHash('sha256')
    .update(text.replace(/\d{4}-?\d{4}-?\d\d/g, '#'))
    .digest('hex')
    .slice(0, 16);
}
