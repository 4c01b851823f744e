/** A desk in memory behind the real pages and the real Direct Line, another site that embeds its chat, and a visitor. */
import { createServer as createSite } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { mountDirectLine } from '../../../bot/channels/direct-line/channel.ts';
import { createLog } from '../../../bot/log.ts';
import { createServer } from '../../../bot/server.ts';
import { loadAssets } from '../../../bot/web/assets.ts';
import { mountWeb } from '../../../bot/web/web.ts';
import { createKnowledge } from '../../../services/knowledge/knowledge.ts';
import { freePort } from '../../services/store/servers.ts';
import { createMemoryDesk, GREETING, type MemoryDesk } from '../channels/direct-line/memory-desk.ts';
import { COMPANY } from './company.ts';

const ASSETS = fileURLToPath(new URL('../../../bot/web/assets/', import.meta.url));
export const SECRET = 'a-secret-of-the-site';

export interface ChatWorld {
  desk: MemoryDesk;
  /** What was counted for answers. */
  votes: { key: string; article: string; helped: boolean }[];
  /** What was said of how it went. */
  ratings: { key: string; score: number }[];
  /** What the service takes for the time; the browser keeps its own. */
  clock: { now: Date };
  /** Where the desk is. */
  url: string;
  /** Another site, which may embed the chat; its pages by path. */
  site: { url: string; pages: Map<string, { html: string; csp?: string }> };
  /** A token of the site's server for a visitor it knows. */
  siteToken(user: string): Promise<string>;
  stop(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

export async function createChatWorld(): Promise<ChatWorld> {
  const clock = { now: new Date() };
  const now = () => clock.now;
  const log = createLog('silent');
  const [port, sitePort] = [await freePort(), await freePort()];
  const publicUrl = `http://localhost:${port}`;
  const siteUrl = `http://127.0.0.1:${sitePort}`;
  const desk = createMemoryDesk(now);
  const votes: ChatWorld['votes'] = [];
  const ratings: ChatWorld['ratings'] = [];
  const assets = await loadAssets(ASSETS);
  const pages: ChatWorld['site']['pages'] = new Map();
  const widgetOrigins = [siteUrl];

  async function serve() {
    const http = createServer({ config: { port, host: '127.0.0.1', publicUrl }, store: { ping: async () => {} }, log });
    const key = new Uint8Array(32).fill(9);
    const streams = mountDirectLine(http.server, {
      desk,
      attachments: { keep: () => Promise.reject(new Error('nothing is uploaded here')) },
      ratings: { rate: async rating => void ratings.push(rating) },
      feedback: { count: async vote => void votes.push(vote) },
      key,
      secrets: [SECRET],
      publicUrl,
      widgetOrigins,
      now,
      log,
    });
    mountWeb(http.server, {
      company: COMPANY,
      articles: [],
      topics: [],
      knowledge: createKnowledge({ articles: [], otherQuestions: [] }),
      assets,
      publicUrl,
      widgetOrigins,
      now,
      log,
    });
    await http.listen();
    return async () => {
      streams.close();
      await http.close(0);
    };
  }
  let stopServing: (() => Promise<void>) | undefined = await serve();

  const site = createSite((req, res) => {
    const page = pages.get(new URL(req.url ?? '/', siteUrl).pathname);
    // Not chained: restify replaces `writeHead` on the prototype by one that returns nothing.
    res.writeHead(page ? 200 : 404, {
      'Content-Type': 'text/html; charset=utf-8',
      ...(page?.csp && { 'Content-Security-Policy': page.csp }),
    });
    res.end(page?.html);
  });
  await new Promise<void>(done => site.listen(sitePort, '127.0.0.1', done));

  const world: ChatWorld = {
    desk,
    votes,
    ratings,
    clock,
    url: publicUrl,
    site: { url: siteUrl, pages },
    async siteToken(id) {
      const answer = await fetch(`${publicUrl}/v3/directline/tokens/generate`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${SECRET}`, 'Content-Type': 'application/json' },
        body: JSON.stringify({ user: { id } }),
      });
      return ((await answer.json()) as { token: string }).token;
    },
    async stop() {
      await stopServing?.();
      stopServing = undefined;
    },
    async start() {
      stopServing ??= await serve();
    },
    async close() {
      await world.stop();
      site.closeAllConnections();
      await new Promise(done => site.close(done));
    },
  };
  return world;
}

/** Somebody at a browser, with one tab or more. */
export interface Visitor {
  context: BrowserContext;
  page: Page;
  /** What the console of the page in front complained of. */
  complaints: string[];
  chat: FrameLocator;
  open(): Promise<void>;
  say(text: string): Promise<void>;
  /** Waits for the message with which every turn of this desk ends. */
  answered(times: number): Promise<void>;
  bubbles(): Promise<string[]>;
  /** The same person in another tab. */
  another(url: string): Promise<Visitor>;
}

export async function visit(
  browser: Browser,
  url: string,
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<Visitor> {
  return visitorIn(await browser.newContext(options), url);
}

async function visitorIn(context: BrowserContext, url: string): Promise<Visitor> {
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(String(error)));
  await page.goto(url);
  const chat = page.frameLocator('caseline-widget iframe');
  const bubble = (text: string) => chat.locator('.webchat__bubble__content').filter({ hasText: text });
  return {
    context,
    page,
    complaints,
    chat,
    async open() {
      await page.locator('caseline-widget button.button').click();
      await bubble(GREETING.text).first().waitFor();
    },
    async say(text) {
      const box = chat.locator('[data-id="webchat-sendbox-input"]');
      await box.fill(text);
      await box.press('Enter');
    },
    answered: times =>
      bubble('Anything else?')
        .nth(times - 1)
        .waitFor(),
    async bubbles() {
      return (await chat.locator('.webchat__bubble__content').allInnerTexts()).map(text => text.trim());
    },
    another: address => visitorIn(context, address),
  };
}

/** How often the desk was told that somebody arrived, and in how many conversations. */
export function arrivals({ taken }: MemoryDesk): { greetings: number; conversations: number } {
  return {
    greetings: taken.filter(({ said }) => said.kind === 'arrived').length,
    conversations: new Set(taken.map(({ conversation }) => conversation)).size,
  };
}
