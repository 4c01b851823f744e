import { createPrefixes } from '../catalog/prefixes.ts';
import type { Family } from '../catalog/product.ts';
import { squeezed } from '../catalog/spelling.ts';
import type { Article } from '../knowledge/article.ts';
import type { Topic } from '../knowledge/topic.ts';
import type { TroubleshootingContent } from '../troubleshooting/content.ts';

/** Something that each entry says rightly by itself, but that contradicts another one. */
export interface Contradiction {
  path: PropertyKey[];
  message: string;
}

/** Ids and prefixes belong to one family each, and every example to the family that gives it. */
export function contradictionsIn(families: readonly Family[]): Contradiction[] {
  return [
    ...twice(families.map(({ id }, i) => ({ key: id, path: [i, 'id'], owner: String(i) }))),
    ...claims(families),
    ...strays(families),
  ];
}

/** Symptoms have ids of their own, and no two of them one phrase. */
export function contradictionsAmong({ symptoms }: TroubleshootingContent): Contradiction[] {
  const ids = symptoms.map(({ id }, i) => ({ key: id, path: ['symptoms', i, 'id'], owner: String(i) }));
  const phrases = symptoms.flatMap(({ id, phrases }, i) =>
    phrases.map((key, j) => ({ key, path: ['symptoms', i, 'phrases', j], owner: id })),
  );
  return [...twice(ids), ...twice(phrases)];
}

/** Topics have ids of their own, and an article stands in one of them at most. */
export function misplacedIn(topics: readonly Topic[], articles: readonly Pick<Article, 'id'>[]): Contradiction[] {
  const known = new Set(articles.map(({ id }) => id));
  const places = topics.flatMap((topic, i) =>
    topic.articles.map((key, j) => ({ key, path: [i, 'articles', j], owner: `${i}.${j}` })),
  );
  return [
    ...twice(topics.map(({ id }, i) => ({ key: id, path: [i, 'id'], owner: String(i) }))),
    ...twice(places),
    ...places
      .filter(({ key }) => !known.has(key))
      .map(({ key, path }) => ({ path, message: `there is no article ${key}` })),
  ];
}

interface Claim {
  key: string;
  path: PropertyKey[];
  owner: string;
}

function claims(families: readonly Family[]): Contradiction[] {
  return twice(
    families.flatMap(({ id, prefixes }, i) =>
      prefixes.map((prefix, j) => ({ key: squeezed(prefix), path: [i, 'prefixes', j], owner: id })),
    ),
  );
}

/** Every claim to a key that another owner has claimed before. */
function twice(claims: readonly Claim[]): Contradiction[] {
  const first = new Map<string, Claim>();
  return claims.flatMap(claim => {
    const earlier = first.get(claim.key);
    if (!earlier) first.set(claim.key, claim);
    if (!earlier || earlier.owner === claim.owner) return [];
    return [{ path: claim.path, message: `${JSON.stringify(claim.key)} is taken by ${written(earlier.path)} already` }];
  });
}

function strays(families: readonly Family[]): Contradiction[] {
  const prefixes = createPrefixes(families);
  return families.flatMap(({ id, examples }, i) =>
    examples.flatMap((example, j) => {
      const owner = prefixes.longest(squeezed(example))?.family.id;
      if (owner === id) return [];
      const message = owner ? `begins like a model of ${owner}` : "begins with none of the family's prefixes";
      return [{ path: [i, 'examples', j], message: `${JSON.stringify(example)} ${message}` }];
    }),
  );
}

/** A path as people write it: `[3].prefixes[0]`. */
export function written(path: readonly PropertyKey[]): string {
  return path.map((key, i) => (typeof key === 'number' ? `[${key}]` : `${i > 0 ? '.' : ''}${String(key)}`)).join('');
}
