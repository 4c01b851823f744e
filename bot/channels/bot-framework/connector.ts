/** Posts activities to a channel's connector, over connections that are kept. */
import { Agent } from 'undici';
import { z } from 'zod';
import { readCapped } from '../../body.ts';

/** A message outward, as the connector's REST API takes it. */
export interface Post {
  serviceUrl: string;
  conversation: string;
  replyToId: string | undefined;
  activity: unknown;
}

/** Any call of the connector's REST API but a reply: an activity changed, a conversation begun, a member looked up. */
export interface Call {
  serviceUrl: string;
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/v3`, each part as it is: it is encoded here. */
  path: readonly string[];
  body?: unknown;
}

export interface Connector {
  /** Resolves to the id the channel gave the activity, if it gave one; rejects with `DeliveryFailed`. */
  post(message: Post): Promise<string | undefined>;
  /** Resolves to what the channel answered, as JSON; rejects with `DeliveryFailed`. */
  call(call: Call): Promise<unknown>;
  /**
   * The bytes of a file that came with an activity; undefined where it is too large. Only the channel's own addresses are
   * asked, with the bot's token, and Microsoft's stores, whose addresses open by themselves. Rejects with `DeliveryFailed`.
   */
  file(file: { serviceUrl: string; url: string }): Promise<Uint8Array | undefined>;
  /** Lets go of the connections that are kept. */
  close(): void;
}

/** The channel did not take an activity, even after some tries. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
  /** What the channel answered: absent where it could not be reached. `code` is its own word for it. */
  readonly status: number | undefined;
  readonly code: string | undefined;
  readonly retryAfterMs: number | undefined;
  constructor(message: string, options: ErrorOptions & { answer?: Answer } = {}) {
    super(message, options);
    this.status = options.answer?.status;
    this.code = options.answer && codeIn(options.answer.body);
    this.retryAfterMs = options.answer?.retryAfterMs;
  }
}

/** The bot's own token; `fresh` where the one given last was turned down. Undefined: nobody asks for one. */
export type Bearer = (fresh: boolean) => Promise<string | undefined>;

/** In ms, before the second and the third try. */
const PAUSES = [250, 1000];
const LONGEST_PAUSE = 5000;
const ANSWER_MS = 10_000;
const MOST_SOCKETS = 128;
/** A little more than attachments may have, so that what is too large is refused for that. */
const MOST_BYTES = 11 * 1024 * 1024;

interface Answer {
  status: number;
  retryAfterMs: number | undefined;
  body: string;
}

export function createConnector(deps: { bearer: Bearer; pause: (ms: number) => Promise<void> }): Connector {
  const agent = new Agent({ connections: MOST_SOCKETS, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS });

  async function send({ url, method, body }: Asked, token: string | undefined): Promise<Answer> {
    const headers = {
      ...(body !== undefined && { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(token && { Authorization: `Bearer ${token}` }),
    };
    const answer = await agent.request({ origin: url.origin, path: url.pathname, method, headers, body: body ?? null });
    return {
      status: answer.statusCode,
      retryAfterMs: retryAfter(answer.headers['retry-after']),
      body: await answer.body.text(),
    };
  }

  /** One try: an answer, or the reason why there was none. */
  async function attempt(asked: Asked, fresh: boolean): Promise<Answer | Error> {
    try {
      return await send(asked, await deps.bearer(fresh));
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  /** @param isPatient whoever asks can wait as long as the channel says, and does so by itself */
  async function ask(asked: Asked, isPatient = false): Promise<Answer> {
    let answer = await attempt(asked, false);
    for (const pause of PAUSES) {
      if (!isWorthRetrying(answer)) break;
      if (isPatient && !(answer instanceof Error) && (answer.retryAfterMs ?? 0) > LONGEST_PAUSE) break;
      await deps.pause(answer instanceof Error ? pause : Math.min(answer.retryAfterMs ?? pause, LONGEST_PAUSE));
      answer = await attempt(asked, !(answer instanceof Error) && answer.status === 401);
    }
    if (answer instanceof Error) throw new DeliveryFailed('the connector cannot be reached', { cause: answer });
    if (answer.status >= 300) throw new DeliveryFailed(`the connector answered ${answer.status}`, { answer });
    return answer;
  }

  return {
    async post({ serviceUrl, conversation, replyToId, activity }) {
      const path = ['conversations', conversation, 'activities', ...(replyToId ? [replyToId] : [])];
      const answer = await ask({ url: address(serviceUrl, path), method: 'POST', body: JSON.stringify(activity) });
      return idIn(answer.body);
    },

    async call({ serviceUrl, method, path, body }) {
      const sent = body === undefined ? undefined : JSON.stringify(body);
      return parsed((await ask({ url: address(serviceUrl, path), method, body: sent }, true)).body);
    },

    async file({ serviceUrl, url: text }) {
      const url = URL.canParse(text) ? new URL(text) : undefined;
      const isOwn = url !== undefined && url.origin === new URL(serviceUrl).origin;
      if (!url || !(isOwn || isStore(url))) throw new DeliveryFailed('no address of the channel’s');
      try {
        const token = isOwn ? await deps.bearer(false) : undefined;
        const headers = token ? { Authorization: `Bearer ${token}` } : {};
        const path = url.pathname + url.search;
        const answer = await agent.request({ origin: url.origin, path, method: 'GET', headers });
        if (answer.statusCode !== 200) {
          answer.body.destroy();
          throw new DeliveryFailed(`the file’s address answered ${answer.statusCode}`);
        }
        return await readCapped(answer.body, MOST_BYTES);
      } catch (cause) {
        if (cause instanceof DeliveryFailed) throw cause;
        throw new DeliveryFailed('the file cannot be fetched', { cause });
      }
    },

    close() {
      void agent.destroy();
    },
  };
}

/** Where Teams keeps what people share in a chat. */
const STORES = /\.(?:sharepoint\.(?:com|us|cn|de)|sharepoint-df\.com|sharepoint-mil\.us|svc\.ms)$/i;

function isStore({ protocol, hostname, port }: URL): boolean {
  return protocol === 'https:' && port === '' && STORES.test(hostname);
}

interface Asked {
  url: URL;
  method: Call['method'];
  body: string | undefined;
}

/** A POST that broke off may have arrived: shown twice is better than not at all. */
function isWorthRetrying(answer: Answer | Error): boolean {
  return answer instanceof Error || answer.status >= 500 || [401, 408, 412, 429].includes(answer.status);
}

function address(serviceUrl: string, path: readonly string[]): URL {
  return new URL([`${serviceUrl.replace(/\/+$/, '')}/v3`, ...path.map(encodeURIComponent)].join('/'));
}

/** In ms. */
function retryAfter(header: string | string[] | undefined): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : Math.max(seconds, 0) * 1000;
}

const Identified = z.object({ id: z.string() });
const Refused = z.object({ error: z.object({ code: z.string() }) });

function idIn(body: string): string | undefined {
  return Identified.safeParse(parsed(body)).data?.id;
}

function codeIn(body: string): string | undefined {
  return Refused.safeParse(parsed(body)).data?.error.code;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
