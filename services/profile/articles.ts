/** The articles of a maker: one Markdown file each, with its title, example questions and so on as YAML above the text. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Document, isNode, LineCounter, parseDocument } from 'yaml';
import { type Article, ArticleHead, LONGEST_ARTICLE } from '../knowledge/article.ts';

/** What articles may name in double braces, with what is said for it: `{{phone}}`. */
export type Figures = Readonly<Record<string, string>>;

export interface ReadArticles {
  articles: Article[];
  /** A line for each mistake, with file and line. */
  problems: string[];
}

/** Reads every `.md` of a folder, in the order of their names. A folder that is not there holds no articles. */
export async function readArticles(dir: string, figures: Figures): Promise<ReadArticles> {
  const names = (await readdir(dir).catch(() => [])).filter(name => name.endsWith('.md')).sort();
  const sources = await Promise.all(
    names.map(async name => open(join(dir, name), await readFile(join(dir, name), 'utf8'))),
  );
  const read = sources.map(source => ({ source, ...parse(source, figures) }));
  const sound = read.flatMap(({ source, article }) => (article ? [{ source, article }] : []));
  return {
    articles: sound.map(({ article }) => article),
    problems: [...read.flatMap(({ problems }) => problems), ...disagreements(sound)],
  };
}

/** A file taken apart into its YAML and its text. */
interface Source {
  path: string;
  id: string;
  head: Document | undefined;
  text: string;
  /** `article.md:7: `, for the value at a path of the head. */
  at(path: readonly PropertyKey[]): string;
  /** The same for a place in the text. */
  atText(offset: number): string;
}

const FRONT = /^\uFEFF?---\r?\n([\s\S]*?\n)---\r?\n/;

function open(path: string, file: string): Source {
  const lines = new LineCounter();
  const [front = '', yaml = ''] = FRONT.exec(file) ?? [];
  const head = front ? parseDocument(yaml, { lineCounter: lines }) : undefined;
  const text = file.slice(front.length);
  const id = /([^/\\]+)\.md$/.exec(path)?.[1] ?? path;
  return {
    path,
    id,
    head,
    text,
    at(where) {
      const offset = head ? offsetOf(head, where) : 0;
      // The YAML begins on the second line of the file.
      return `${path}:${lines.linePos(offset).line + 1}: `;
    },
    atText: offset => `${path}:${file.slice(0, front.length + offset).split('\n').length}: `,
  };
}

/** Where a value begins; where it is not there, what would hold it. */
function offsetOf(head: Document, path: readonly PropertyKey[]): number {
  if (path.length === 0) return 0;
  const node: unknown = head.getIn(path.map(String), true);
  return isNode(node) && node.range ? node.range[0] : offsetOf(head, path.slice(0, -1));
}

function parse(source: Source, figures: Figures): { article?: Article; problems: string[] } {
  const { path, id, head, text, at } = source;
  if (!head)
    return { problems: [`${path}:1: must begin with a line ---, then title, speak, questions …, then a line ---`] };
  if (head.errors.length > 0) {
    return {
      problems: head.errors.map(error => `${path}:${(error.linePos?.[0].line ?? 0) + 1}: ${firstLine(error.message)}`),
    };
  }
  const read = ArticleHead.safeParse(head.toJS());
  if (!read.success) {
    return {
      problems: read.error.issues.map(
        ({ path: place, message }) => `${at(place)}${place.join('.') || 'the head'}: ${message}`,
      ),
    };
  }
  const problems = [...unknownFigures(source, read.data.speak, figures), ...textProblems(source, figures)];
  if (!/^[a-z\d]+(-[a-z\d]+)*$/.test(id))
    problems.push(`${path}:1: the file's name must be small letters, digits and dashes`);
  const speak = filled(read.data.speak, figures);
  return { article: { id, ...read.data, speak, text: filled(text.trim(), figures) }, problems };
}

function unknownFigures({ at }: Source, speak: string, figures: Figures): string[] {
  return namesIn(speak)
    .filter(({ name }) => !Object.hasOwn(figures, name))
    .map(({ name }) => at(['speak']) + unknown(name, figures));
}

function textProblems({ text, atText }: Source, figures: Figures): string[] {
  const body = filled(text.trim(), figures);
  return [
    ...namesIn(text)
      .filter(({ name }) => !Object.hasOwn(figures, name))
      .map(({ name, offset }) => atText(offset) + unknown(name, figures)),
    ...(body === '' ? [`${atText(0)}the text is missing: what is shown as the answer`] : []),
    ...(body.length > LONGEST_ARTICLE
      ? [`${atText(0)}the text has ${body.length} characters, ${LONGEST_ARTICLE} at most`]
      : []),
  ];
}

function unknown(name: string, figures: Figures): string {
  return `{{${name}}} is not known; there are ${Object.keys(figures).join(', ')}`;
}

const NAME = /\{\{\s*([^{}]*?)\s*\}\}/g;

function namesIn(text: string): { name: string; offset: number }[] {
  return [...text.matchAll(NAME)].map(match => ({ name: match[1] ?? '', offset: match.index }));
}

function filled(text: string, figures: Figures): string {
  return text.replace(NAME, (whole, name: string) => figures[name] ?? whole);
}

/** Related articles exist, and no question belongs to two: the desk could not tell which is meant. */
function disagreements(sound: readonly { source: Source; article: Article }[]): string[] {
  const ids = new Set(sound.map(({ article }) => article.id));
  const owners = new Map<string, string>();
  const problems: string[] = [];
  for (const { source, article } of sound) {
    article.related.forEach((id, i) => {
      if (!ids.has(id)) problems.push(`${source.at(['related', i])}there is no article ${id}`);
      if (id === article.id) problems.push(`${source.at(['related', i])}an article is not related to itself`);
    });
    article.questions.forEach((question, i) => {
      const key = question
        .toLowerCase()
        .replace(/[^\p{L}\d]+/gu, ' ')
        .trim();
      const owner = owners.get(key);
      if (owner)
        problems.push(`${source.at(['questions', i])}${JSON.stringify(question)} is asked in ${owner}.md already`);
      owners.set(key, article.id);
    });
  }
  return problems;
}

function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
