/** The pages that people see in a browser. */
import type { Request, Response, Server } from 'restify';
import type { Article } from '../../services/knowledge/article.ts';
import type { Knowledge } from '../../services/knowledge/knowledge.ts';
import { createLibrary, type Topic } from '../../services/knowledge/topic.ts';
import { clientAddress } from '../client-address.ts';
import type { Log } from '../log.ts';
import { createRateLimit } from '../rate-limit.ts';
import { articlePage } from './article-page.ts';
import type { Assets } from './assets.ts';
import type { Contact } from './layout.ts';
import { asked, createPages } from './pages.ts';
import { readQuery, search, searchPage } from './search-page.ts';
import { supportPage } from './support-page.ts';
import { STATUS, type Trouble, troublePage } from './trouble-page.ts';
import { mountWidget } from './widget.ts';

export interface WebDependencies {
  company: Contact;
  articles: readonly Article[];
  topics: readonly Topic[];
  /** What the chat answers from as well. */
  knowledge: Knowledge;
  /** What `loadAssets` has read. */
  assets: Assets;
  /** The address outside: where the chat's stream comes from. */
  publicUrl: string;
  /** The sites that may show the chat. */
  widgetOrigins: readonly string[];
  now: () => Date;
  log: Log;
}

/** Per network address: faster than an office full of people types, slower than a script. */
export const SEARCHES = { burst: 60, perMinute: 60 };

const REST = 'Further questions';

/** Mounts the pages and the files that they load. The chat on them speaks to what `mountDirectLine` has mounted. */
export function mountWeb(server: Server, deps: WebDependencies): void {
  const { knowledge, assets, now, log } = deps;
  const library = createLibrary(deps.articles, deps.topics, REST);
  const { siteFor, send } = createPages(deps);
  const limit = createRateLimit({ ...SEARCHES, now });

  function refuse(req: Request, res: Response, trouble: Trouble, query: string): void {
    const site = siteFor(req);
    send(req, res, site, troublePage(site, library, trouble, query), STATUS[trouble]);
  }

  async function home(req: Request, res: Response): Promise<void> {
    const site = siteFor(req);
    send(req, res, site, supportPage(site, library));
  }

  async function article(req: Request, res: Response): Promise<void> {
    const id = String(req.params.id);
    const found = library.article(id);
    if (!found) return refuse(req, res, 'no such article', readQuery(id.replaceAll('-', ' ')));
    const site = siteFor(req);
    send(req, res, site, articlePage(site, library, found));
  }

  async function results(req: Request, res: Response): Promise<void> {
    const query = readQuery(asked(req).searchParams.get('q') ?? '');
    const seconds = query === '' ? 0 : limit.take(clientAddress(req));
    if (seconds > 0) {
      res.setHeader('Retry-After', seconds);
      return refuse(req, res, 'too many searches', query);
    }
    try {
      const found = await search(knowledge, library, query);
      const site = siteFor(req);
      send(req, res, site, searchPage(site, library, query, found));
    } catch (err) {
      log.error({ err }, 'the articles cannot be searched');
      refuse(req, res, 'search is away', query);
    }
  }

  for (const method of ['get', 'head'] as const) {
    server[method]('/', home);
    server[method]('/articles', results);
    server[method]('/articles/:id', article);
    server[method]('/search', results);
  }
  mountWidget(server, deps);
  assets.mount(server);
}
