/** `/api/v1`: cases and RMAs for business systems, by their number, how often each article has helped, and how it went. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { Request, Response, Server } from 'restify';
import type { Article } from '../../services/knowledge/article.ts';
import type { Feedback } from '../../services/knowledge/feedback.ts';
import { type NumberKind, readNumber } from '../../services/numbers.ts';
import { DAYS_KEPT, noCounts, type Ratings } from '../../services/ratings/ratings.ts';
import { StoreUnavailable } from '../../services/store/port.ts';
import { type Problem, sendJson, sendProblem } from '../answer.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { type CaseFiles, sendCaseFile } from './files.ts';
import { keyCheck } from './keys.ts';
import { present } from './present.ts';

/** Finds what has a number (digits only); rejects with `StoreUnavailable` where the store is away. */
export interface Finder {
  find(number: string): Promise<object | undefined>;
}

interface Resource {
  of: NumberKind;
  title: string;
  path: string;
  finder: Finder;
  /** What is kept beside the document, and shown with it. */
  beside?(number: string): Promise<object>;
}

const SECONDS_UNTIL_RETRY = 5;

/** Mounts the routes; where there are no keys the API is off, and they are not there. */
export function mountApi(
  server: Server,
  deps: {
    config: Pick<Config, 'apiKeys'>;
    cases: Finder;
    returns: Finder;
    attachments: CaseFiles;
    articles: readonly Pick<Article, 'id' | 'title'>[];
    feedback: Pick<Feedback, 'of'>;
    ratings: Pick<Ratings, 'latest'>;
    log: Log;
  },
): void {
  const { config, cases, returns, attachments, articles, feedback, ratings, log } = deps;
  if (config.apiKeys.length === 0) return;
  const bearsKey = keyCheck(config.apiKeys);
  const filesOf = async (number: string) => ({ files: await attachments.listOf(number) });
  const resources: Resource[] = [
    { of: 'case', title: 'case', path: '/api/v1/cases', finder: cases, beside: filesOf },
    { of: 'rma', title: 'RMA', path: '/api/v1/rmas', finder: returns },
  ];

  async function fromStore(res: ServerResponse, path: string, answer: () => Promise<void>): Promise<void> {
    try {
      await answer();
    } catch (err) {
      if (!isAway(err)) throw err;
      log.error({ err, resource: path }, 'the store is away');
      sendProblem(res, AWAY, { 'Retry-After': SECONDS_UNTIL_RETRY });
    }
  }

  const look = (resource: Resource, number: string, res: ServerResponse): Promise<void> =>
    fromStore(res, resource.path, async () => {
      const found = await resource.finder.find(number);
      if (found) sendJson(res, 200, { ...present(found), ...(await resource.beside?.(number)) });
      else sendProblem(res, unknown(resource, number));
    });

  server.get('/api/v1/articles', async (req: Request, res: Response) => {
    if (!bearsKey(req)) return sendProblem(res, UNAUTHORIZED, CHALLENGE);
    return fromStore(res, '/api/v1/articles', async () => {
      const counted = articles.map(async ({ id, title }) => ({ id, title, ...(await feedback.of(id)) }));
      sendJson(res, 200, { articles: await Promise.all(counted) });
    });
  });

  server.get('/api/v1/ratings', async (req: Request, res: Response) => {
    if (!bearsKey(req)) return sendProblem(res, UNAUTHORIZED, CHALLENGE);
    const days = Number(new URLSearchParams(req.getQuery()).get('days') ?? DAYS_TOLD);
    if (!Number.isInteger(days) || days < 1 || days > DAYS_KEPT) return sendProblem(res, NOT_DAYS);
    return fromStore(res, '/api/v1/ratings', async () => {
      const latest = await ratings.latest(days);
      const scores = latest.reduce((sum, { scores: of }) => {
        return { 1: sum[1] + of[1], 2: sum[2] + of[2], 3: sum[3] + of[3], 4: sum[4] + of[4], 5: sum[5] + of[5] };
      }, noCounts());
      sendJson(res, 200, { scores, days: latest });
    });
  });

  server.get('/api/v1/cases/:number/files/:id', async (req: Request, res: Response) => {
    if (!bearsKey(req)) return sendProblem(res, UNAUTHORIZED, CHALLENGE);
    const read = readNumber(String(req.params.number));
    const number = read.kind === 'number' && read.of === 'case' ? read.value : '';
    return fromStore(res, '/api/v1/cases', () => sendCaseFile(res, attachments, number, String(req.params.id)));
  });

  for (const resource of resources) {
    server.get(`${resource.path}/:number`, async (req: Request, res: Response) => {
      if (!bearsKey(req)) return sendProblem(res, UNAUTHORIZED, CHALLENGE);
      const text: unknown = req.params.number;
      const read = readNumber(typeof text === 'string' ? text : '');
      if (read.kind !== 'number') return sendProblem(res, misread(resource, read.kind));
      const home = resources.find(({ of }) => of === read.of);
      return home === resource
        ? look(resource, read.value, res)
        : sendProblem(res, elsewhere(resource, read.value, home));
    });
  }
}

const CHALLENGE: OutgoingHttpHeaders = { 'WWW-Authenticate': 'Bearer realm="caseline"' };
const UNAUTHORIZED: Problem = {
  status: 401,
  title: 'Unauthorized',
  detail: 'An API key is needed, as Authorization: Bearer <key>.',
};
/** Where nothing is said. */
const DAYS_TOLD = 30;
const NOT_DAYS: Problem = {
  status: 400,
  type: 'urn:caseline:days',
  title: 'Not a number of days',
  detail: `days is a number from 1 to ${DAYS_KEPT}.`,
};
const AWAY: Problem = {
  status: 503,
  title: 'Service Unavailable',
  detail: 'The store does not answer. Nothing is lost: ask again.',
};

/** R21: a number that was mistyped is told apart from one that nobody has. */
function misread({ title }: Resource, kind: 'mistyped' | 'none'): Problem {
  return kind === 'mistyped'
    ? {
        status: 400,
        type: 'urn:caseline:mistyped',
        title: 'Mistyped number',
        detail: `Its check digit says that no ${title} can have this number: a digit is wrong, missing or too many.`,
      }
    : {
        status: 400,
        type: 'urn:caseline:not-a-number',
        title: 'Not a number',
        detail: `A ${title} number has 10 digits, such as ${title === 'RMA' ? '7' : '4'}123-4567-89.`,
      };
}

function unknown({ title }: Resource, number: string): Problem {
  return {
    status: 404,
    type: 'urn:caseline:unknown',
    title: 'Not Found',
    detail: `No ${title} has this number.`,
    number,
  };
}

function elsewhere(resource: Resource, number: string, home: Resource | undefined): Problem {
  const detail = home && `This is the number of another kind of thing: see ${home.path}/${number}.`;
  return { ...unknown(resource, number), ...(detail && { detail }) };
}

/** The driver's own errors count too: one may surface while a connection is being lost. */
function isAway(error: unknown): boolean {
  return (
    error instanceof StoreUnavailable ||
    (error instanceof Error && /^Mongo(Network|ServerSelection|NotConnected)/.test(error.name))
  );
}
