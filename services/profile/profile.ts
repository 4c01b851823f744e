import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Family, Maker } from '../catalog/product.ts';
import { HoursContent } from '../hours/content.ts';
import type { Article } from '../knowledge/article.ts';
import { Topic } from '../knowledge/topic.ts';
import { PackingContent } from '../packing.ts';
import { TroubleshootingContent } from '../troubleshooting/content.ts';
import { readArticles } from './articles.ts';
import { Company, Terms } from './facts.ts';
import { figuresOf } from './figures.ts';
import { lineOf } from './json-line.ts';
import { type Contradiction, contradictionsAmong, contradictionsIn, misplacedIn, written } from './references.ts';

/** A maker's content: everything about it that the desk knows without being told. */
export interface Profile {
  company: Company;
  terms: Terms;
  hours: HoursContent;
  packing: PackingContent;
  families: Family[];
  makers: Maker[];
  troubleshooting: TroubleshootingContent;
  /** What it knows, an article each. */
  articles: Article[];
  /** What the articles are grouped by; a maker may do without. */
  topics: Topic[];
  /** Questions that no article answers: what the desk learns to send elsewhere. */
  otherQuestions: string[];
}

/** Content that cannot be used: a line for each problem, with file, line, place inside it, and what is right. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options);
    this.problems = problems;
  }
}

/**
 * Reads the content of a maker from its folder.
 * @throws {ProfileError} with every problem of every file.
 */
export async function loadProfile(dir: string): Promise<Profile> {
  const files = [
    read(join(dir, 'company.json'), Company),
    read(join(dir, 'terms.json'), Terms),
    read(join(dir, 'hours.json'), HoursContent),
    read(join(dir, 'packing.json'), PackingContent),
    read(join(dir, 'catalog.json'), z.array(Family).min(1), contradictionsIn),
    read(join(dir, 'makers.json'), z.array(Maker)),
    read(join(dir, 'troubleshooting.json'), TroubleshootingContent, contradictionsAmong),
  ] as const;
  const outcomes = await Promise.allSettled(files);
  const problems = outcomes.flatMap(outcome =>
    outcome.status === 'rejected' && outcome.reason instanceof ProfileError ? outcome.reason.problems : [],
  );
  if (problems.length > 0) throw new ProfileError(problems);
  const [company, terms, hours, packing, families, makers, troubleshooting] = await Promise.all(files);
  const known = await readArticles(join(dir, 'articles'), figuresOf(company, terms, packing));
  if (known.problems.length > 0) throw new ProfileError(known.problems);
  const { articles } = known;
  const topics = await readTopics(join(dir, 'topics.json'), articles);
  const otherQuestions = await lines(join(dir, 'other-questions.txt'));
  return { company, terms, hours, packing, families, makers, troubleshooting, articles, topics, otherQuestions };
}

async function readTopics(path: string, articles: readonly Article[]): Promise<Topic[]> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  return isThere ? read(path, z.array(Topic), topics => misplacedIn(topics, articles)) : [];
}

/** One a line; empty lines and those that begin with # say nothing. A file that is not there holds none. */
async function lines(path: string): Promise<string[]> {
  const text = await readFile(path, 'utf8').catch(() => '');
  return text.split(/\r?\n/).filter(line => line.trim() !== '' && !line.startsWith('#'));
}

async function read<T>(
  path: string,
  schema: z.ZodType<T>,
  contradictions: (value: T) => Contradiction[] = () => [],
): Promise<T> {
  const json = await readFile(path, 'utf8').catch((cause: Error) => {
    throw new ProfileError([`${path}: cannot be read: ${cause.message}`], { cause });
  });
  const result = schema.safeParse(parsed(path, json));
  const found = result.success ? contradictions(result.data) : result.error.issues;
  if (result.success && found.length === 0) return result.data;
  throw new ProfileError(found.map(problem => described(path, json, problem)));
}

function parsed(path: string, json: string): unknown {
  try {
    return JSON.parse(json.replace(/^\uFEFF/, ''));
  } catch (cause) {
    const message = (cause as SyntaxError).message;
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? json.length);
    const line = json.slice(0, at).split('\n').length;
    throw new ProfileError([`${path}:${line}: is not valid JSON: ${message}`], { cause });
  }
}

function described(path: string, json: string, { path: at, message }: Pick<Contradiction, 'path' | 'message'>): string {
  return `${path}:${lineOf(json, at)}: ${written(at) || 'the file'}: ${message}`;
}
