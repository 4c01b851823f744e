/** The public client, botframework-directlinejs, in node: it needs a browser's XMLHttpRequest and WebSocket. */
import { DirectLine, type DirectLineOptions } from 'botframework-directlinejs';
import { WebSocket } from 'ws';

/** As much of the browser's class as the client's requests use, over fetch. */
class Request {
  readyState = 0;
  status = 0;
  response: unknown = null;
  responseType = '';
  timeout = 0;
  withCredentials = false;
  upload = {};
  onreadystatechange: (() => void) | undefined;
  ontimeout: (() => void) | undefined;
  onerror: ((error: unknown) => void) | undefined;
  #method = 'GET';
  #url = '';
  // A browser tries again where a kept connection turns out to be closed; fetch in node does not.
  #headers = new Headers({ Connection: 'close' });
  #answered = new Headers();
  #abort = new AbortController();

  open(method: string, url: string): void {
    this.#method = method;
    this.#url = url;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.set(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#answered.get(name);
  }

  abort(): void {
    this.#abort.abort();
  }

  send(body: string | FormData | null = null): void {
    this.#fetch(body).then(
      () => this.onreadystatechange?.(),
      error => {
        if (!this.#abort.signal.aborted) this.onerror?.(error);
      },
    );
  }

  async #fetch(body: string | FormData | null): Promise<void> {
    const { signal } = this.#abort;
    const response = await fetch(this.#url, { method: this.#method, headers: this.#headers, body, signal });
    const bytes = await response.arrayBuffer();
    this.#answered = response.headers;
    this.status = response.status;
    this.response = this.responseType === 'arraybuffer' ? bytes : JSON.parse(new TextDecoder().decode(bytes) || 'null');
    this.readyState = 4;
  }
}

/** Puts the two in place for one suite of tests, and takes them away after it. */
export function inBrowserClothes(): void {
  const scope = globalThis as Record<string, unknown>;
  const before = { XMLHttpRequest: scope['XMLHttpRequest'], WebSocket: scope['WebSocket'] };
  beforeEach(() => {
    Object.assign(scope, { XMLHttpRequest: Request, WebSocket });
  });
  afterEach(() => {
    Object.assign(scope, before);
  });
}

interface Seen {
  id?: string;
  type: string;
  text?: string;
  from: { id: string; role?: string };
  replyToId?: string;
  attachments?: { contentType: string; name: string }[];
  channelData?: { clientActivityID?: string };
  suggestedActions?: { actions: { title: string; value: unknown }[] };
}

export interface Client {
  directLine: DirectLine;
  seen: Seen[];
  /** Resolves once so many activities have come in all. */
  activities(count: number): Promise<Seen[]>;
  /** Resolves to the id that the service gave the message. */
  post(text: string, clientActivityID?: string): Promise<string>;
}

/** Retries at once where the client would wait 3 to 15 seconds: the delay is 3000 + random × 12000. */
const atOnce = () => -0.25;

export function connect(options: DirectLineOptions): Client {
  const directLine = new DirectLine({ pollingInterval: 200, ...options, random: atOnce });
  const seen: Seen[] = [];
  let arrived = () => {};
  const onActivity = (activity: unknown) => {
    seen.push(activity as Seen);
    arrived();
  };
  // Ending the client is an error of this stream.
  directLine.activity$.subscribe(onActivity, () => undefined);
  return {
    directLine,
    seen,
    async activities(count) {
      while (seen.length < count) {
        await new Promise<void>(resolve => {
          arrived = resolve;
        });
      }
      return seen;
    },
    post(text, clientActivityID) {
      const activity = { type: 'message' as const, text, from: { id: 'me' }, channelData: { clientActivityID } };
      return new Promise((resolve, reject) => directLine.postActivity(activity).subscribe(resolve, reject));
    },
  };
}
