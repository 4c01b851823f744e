import { within } from '../../services/edit-distance.ts';

/** Mailbox providers whose names people mistype, with the endings that they really have. */
const PROVIDERS: readonly (readonly [name: string, ends: readonly string[]])[] = [
  ['gmail', ['com']],
  ['googlemail', ['com']],
  ['hotmail', ['com', 'co.uk', 'de', 'fr', 'it', 'es', 'ca', 'nl', 'be', 'com.br', 'com.ar', 'com.au', 'com.tr']],
  ['yahoo', ['com', 'co.uk', 'co.in', 'co.jp', 'de', 'fr', 'it', 'es', 'ca', 'ie', 'in', 'com.br', 'com.mx', 'com.ar']],
  ['outlook', ['com', 'de', 'fr', 'it', 'es', 'jp', 'in', 'ie', 'com.br', 'com.au']],
  ['icloud', ['com']],
  ['comcast', ['net']],
  ['verizon', ['net']],
  ['sbcglobal', ['net']],
  ['bellsouth', ['net']],
  ['protonmail', ['com', 'ch']],
];

/** Real mailbox domains that only look like a slip of another. */
const REAL = new Set(
  'mail email ymail gmx hmail jmail zmail fmail rmail qmail tmail smail umail xmail cmail vmail inmail fastmail rocketmail'.split(
    ' ',
  ),
);

/** Endings that no registry has, and what was meant. */
const ENDINGS: Readonly<Record<string, string>> = {
  con: 'com',
  cmo: 'com',
  ocm: 'com',
  comm: 'com',
  coom: 'com',
  vom: 'com',
  xom: 'com',
  cpm: 'com',
  clm: 'com',
  nte: 'net',
  ner: 'net',
  nett: 'net',
  ent: 'net',
  ogr: 'org',
  orgg: 'org',
  rog: 'org',
  ukk: 'uk',
};

/** What a domain was probably meant to be, or undefined where nothing looks wrong. */
export function suggestDomain(domain: string): string | undefined {
  const dot = domain.indexOf('.');
  const name = domain.slice(0, dot);
  const end = domain.slice(dot + 1);
  const lastDot = domain.lastIndexOf('.');
  const ending = Object.hasOwn(ENDINGS, domain.slice(lastDot + 1)) ? ENDINGS[domain.slice(lastDot + 1)] : undefined;
  const provider = providerLike(name);
  if (provider) {
    const [right, ends] = provider;
    const close = ends.includes(end) ? end : ends.find(real => within(1, end, real) || ending === real);
    if (right !== name) return `${right}.${close ?? ends[0]}`;
    if (close !== undefined) return close === end ? undefined : `${right}.${close}`;
  }
  return ending === undefined ? undefined : `${domain.slice(0, lastDot)}.${ending}`;
}

function providerLike(name: string): (typeof PROVIDERS)[number] | undefined {
  if (REAL.has(name)) return undefined;
  return (
    PROVIDERS.find(([right]) => right === name) ??
    PROVIDERS.find(
      ([right]) => name.length >= 4 && within(right.length >= 7 ? 2 : 1, name, right) && sameStart(name, right),
    )
  );
}

/** Two edits are too many to forgive where the beginning differs as well. */
function sameStart(name: string, right: string): boolean {
  return name[0] === right[0] || within(1, name, right);
}
