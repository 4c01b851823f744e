/** Posts activities to a channel's connector, over connections that are kept. */
import { Agent } from 'undici';

/** A message outward, as the connector's REST API takes it. */
export interface Post {
  serviceUrl: string;
  conversation: string;
  replyToId: string | undefined;
  activity: unknown;
}

export interface Connector {
  /** Resolves to the id the channel gave the activity, if it gave one; rejects with `DeliveryFailed`. */
  post(message: Post): Promise<string | undefined>;
  /** Lets go of the connections that are kept. */
  close(): void;
}

/** The channel did not take an activity, even after some tries. */
export class DeliveryFailed extends Error {
  override readonly name = 'DeliveryFailed';
}

/** The bot's own token; `fresh` where the one given last was turned down. Undefined: nobody asks for one. */
export type Bearer = (fresh: boolean) => Promise<string | undefined>;

/** In ms, before the second and the third try. */
const PAUSES = [250, 1000];
const LONGEST_PAUSE = 5000;
const ANSWER_MS = 10_000;
const MOST_SOCKETS = 128;

interface Answer {
  status: number;
  retryAfterMs: number | undefined;
  body: string;
}

export function createConnector(deps: { bearer: Bearer; pause: (ms: number) => Promise<void> }): Connector {
  const agent = new Agent({ connections: MOST_SOCKETS, headersTimeout: ANSWER_MS, bodyTimeout: ANSWER_MS });

  async function send(url: URL, body: string, token: string | undefined): Promise<Answer> {
    const headers = {
      'Content-Type': 'application/json; charset=utf-8',
      ...(token && { Authorization: `Bearer ${token}` }),
    };
    const answer = await agent.request({ origin: url.origin, path: url.pathname, method: 'POST', headers, body });
    return {
      status: answer.statusCode,
      retryAfterMs: retryAfter(answer.headers['retry-after']),
      body: await answer.body.text(),
    };
  }

  /** One try: an answer, or the reason why there was none. */
  async function attempt(url: URL, body: string, fresh: boolean): Promise<Answer | Error> {
    try {
      return await send(url, body, await deps.bearer(fresh));
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    }
  }

  return {
    async post(message) {
      const url = address(message);
      const body = JSON.stringify(message.activity);
      let answer = await attempt(url, body, false);
      for (const pause of PAUSES) {
        if (!isWorthRetrying(answer)) break;
        await deps.pause(answer instanceof Error ? pause : (answer.retryAfterMs ?? pause));
        answer = await attempt(url, body, !(answer instanceof Error) && answer.status === 401);
      }
      if (answer instanceof Error) throw new DeliveryFailed('the connector cannot be reached', { cause: answer });
      if (answer.status >= 300) throw new DeliveryFailed(`the connector answered ${answer.status}`);
      return idIn(answer.body);
    },

    close() {
      void agent.destroy();
    },
  };
}

/** A POST that broke off may have arrived: shown twice is better than not at all. */
function isWorthRetrying(answer: Answer | Error): boolean {
  return answer instanceof Error || answer.status >= 500 || [401, 408, 429].includes(answer.status);
}

function address({ serviceUrl, conversation, replyToId }: Post): URL {
  const activities = `${serviceUrl.replace(/\/+$/, '')}/v3/conversations/${encodeURIComponent(conversation)}/activities`;
  return new URL(replyToId ? `${activities}/${encodeURIComponent(replyToId)}` : activities);
}

/** In ms. */
function retryAfter(header: string | string[] | undefined): number | undefined {
  const seconds = Number(header ?? Number.NaN);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(seconds, 0) * 1000, LONGEST_PAUSE);
}

function idIn(body: string): string | undefined {
  try {
    const answer: unknown = JSON.parse(body);
    return answer instanceof Object && 'id' in answer && typeof answer.id === 'string' ? answer.id : undefined;
  } catch {
    return undefined;
  }
}
