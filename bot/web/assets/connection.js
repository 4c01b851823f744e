// The chat's line to the desk: Direct Line 3.0 in the form that Web Chat takes, for pages that lose their network, sleep
// and wake up. Nothing that was typed is given up while trying again can save it, and a token that has expired is
// replaced in silence. The public client does neither: it shows "Send failed", and ends with its token.

import { createPatience, createSubject } from 'caseline/patience';

/** Direct Line's numbers for the state of a connection. */
const CONNECTING = 1;
export const ONLINE = 2;
const ENDED = 5;

/** A socket that was silent for longer is dead: the desk sends an empty frame every 20 s. */
const SILENCE_MS = 45_000;
/** Before its end, a token is replaced that has less than this to live. */
const MARGIN_MS = 60_000;
/** So long an interruption lasts before it is told of, in ms. */
const LOST_MS = 1_200;
/** Between two polls, where sockets do not get through. */
const POLL_MS = 2_000;
/** A request on a line that went dead is given up, and tried again: a message is known by its id. */
const ANSWER_MS = 20_000;
const UPLOAD_MS = 150_000;
/** After so long without its echo, an accepted message is asked for: another process may have taken it. */
const ECHO_MS = 1_500;
/** Sockets that fail in a row before polling takes over. */
const PATIENCE = 2;
/** Tries of a request that the desk fails at. */
const MOST_FAILURES = 5;
/** More than any conversation has. */
const MOST_REPLAYED = 2_000;

/** The desk will not have it, now or later; the message is for the visitor. */
export class Refused extends Error {
  constructor(message = 'The chat cannot be reached right now.', code = undefined) {
    super(message);
    this.code = code;
  }
}

/**
 * @param {{ base: string, session: object, siteToken?: string, locale: string, timeZone: string,
 *   onActivity: (activity: object) => void, onTrouble: (why: string) => void, onLost: (isLost: boolean) => void }} options
 *   `base`: the desk's address, with a slash at its end; `siteToken`: from the site's server, for a visitor it knows.
 */
export function createConnection({ base, session, siteToken, locale, timeZone, onActivity, onTrouble, onLost }) {
  const activities = createSubject(MOST_REPLAYED);
  const statuses = createSubject(1, CONNECTING);
  const { sleep, pause, wake } = createPatience();
  const seen = new Set();
  let ticket;
  let renewing;
  let started = false;
  let running = false;
  let ended = false;
  let watermark = 0;
  let socket;
  let lastFrame = 0;
  let outgoing = Promise.resolve();
  let losing;
  let wasUp = false;

  /**
   * Web Chat is never told of an interruption: it would let nobody send anything. An interruption that is over at once is
   * not mentioned at all.
   */
  function isUp(up) {
    clearTimeout(losing);
    if (up) {
      if (!wasUp) statuses.next(ONLINE);
      wasUp = true;
      onLost(false);
    } else {
      losing = setTimeout(() => onLost(!ended), LOST_MS);
    }
  }

  const conversation = () => `v3/directline/conversations/${encodeURIComponent(ticket.conversationId)}`;

  /**
   * One request; rejects where there is no network. An answer without what is `expected` in it is not the desk's own,
   * but that of something in between.
   */
  async function request(path, { method = 'POST', token, body, expected }) {
    const isForm = body instanceof FormData;
    const response = await fetch(new URL(path, base), {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && !isForm && { 'Content-Type': 'application/json' }),
      },
      body: body && !isForm ? JSON.stringify(body) : body,
      signal: AbortSignal.timeout(isForm ? UPLOAD_MS : ANSWER_MS),
    });
    const answer = (await response.json().catch(() => undefined)) ?? {};
    const { code, message } = answer.error ?? {};
    const wait = response.headers.get('retry-after');
    const status = response.ok && answer[expected] === undefined ? 502 : response.status;
    return { ok: response.ok, status, answer, code, message, wait };
  }

  /** Tries until there is an answer that another try would not change. */
  async function persistent(attempt) {
    for (let tries = 0; ; tries++) {
      if (ended) throw new Refused('The chat was ended.');
      const result = await attempt().catch(() => undefined);
      if (result && !isPassing(result.status, tries)) return result;
      if (tries === 2 && !started) onTrouble(result?.message ?? new Refused().message);
      await pause(tries, result?.wait);
    }
  }

  async function drawTicket() {
    const { resume } = session.read();
    const result = await persistent(() =>
      request('webchat/token', {
        ...(siteToken && { token: siteToken }),
        body: resume ? { resume } : {},
        expected: 'token',
      }),
    );
    if (result.ok) {
      const { token, conversationId, expires_in: seconds } = result.answer;
      session.write({ resume: result.answer.resume, conversationId });
      // Another conversation, where the desk has forgotten the one before: it is read from its beginning.
      if (ticket && ticket.conversationId !== conversationId) watermark = 0;
      ticket = { token, conversationId, endsAt: Date.now() + seconds * 1000 };
      return ticket;
    }
    // A page that stays open outlives the token of its site, and its visitor is the same.
    if (result.code === 'TokenExpired' && siteToken && resume) {
      siteToken = undefined;
      return drawTicket();
    }
    if (result.code === 'ResumeExpired' && resume) {
      session.renew();
      return drawTicket();
    }
    throw new Refused(result.message, result.code);
  }

  /** A ticket that is good for a while; `fresh` where the one at hand was turned down. */
  function goodTicket(fresh = false) {
    if (!fresh && ticket && ticket.endsAt - Date.now() > MARGIN_MS) return Promise.resolve(ticket);
    renewing ??= drawTicket().finally(() => {
      renewing = undefined;
    });
    return renewing;
  }

  /** A request within the conversation; `attempt` is given the token. */
  async function within(attempt) {
    let { token } = await goodTicket();
    let result = await persistent(() => attempt(token));
    if (result.status === 403) {
      ({ token } = await goodTicket(true));
      result = await persistent(() => attempt(token));
    }
    if (!result.ok) throw new Refused(result.message, result.code);
    return result.answer;
  }

  /** The address of the stream from where this page has read to. */
  async function open() {
    const expected = 'streamUrl';
    const answer = started
      ? await within(token => request(`${conversation()}?watermark=${watermark}`, { method: 'GET', token, expected }))
      : await within(token => request('v3/directline/conversations', { token, body: { locale }, expected }));
    started = true;
    const url = new URL(answer.streamUrl);
    url.searchParams.set('watermark', String(watermark));
    return url;
  }

  function take({ activities: batch = [], watermark: reached }) {
    if (reached !== undefined) watermark = Number(reached);
    for (const activity of batch) {
      if (seen.has(activity.id)) continue;
      seen.add(activity.id);
      activities.next(activity);
      onActivity(activity);
    }
  }

  async function catchUp() {
    const expected = 'activities';
    take(
      await within(token =>
        request(`${conversation()}/activities?watermark=${watermark}`, { method: 'GET', token, expected }),
      ),
    );
  }

  /** Resolves to whether the socket ever opened, once it is closed. */
  function listen(url) {
    return new Promise(resolve => {
      let opened = false;
      socket = new WebSocket(url);
      lastFrame = Date.now();
      const watch = setInterval(() => Date.now() - lastFrame > SILENCE_MS && socket.close(), 5_000);
      socket.onopen = () => {
        opened = true;
        isUp(true);
      };
      socket.onmessage = ({ data }) => {
        lastFrame = Date.now();
        if (data) take(JSON.parse(data));
      };
      socket.onclose = () => {
        clearInterval(watch);
        resolve(opened);
      };
    });
  }

  async function poll() {
    while (!ended) {
      await catchUp();
      isUp(true);
      await sleep(document.hidden ? 5 * POLL_MS : POLL_MS);
    }
  }

  async function run() {
    if (running) return;
    running = true;
    let failures = 0;
    try {
      while (!ended) {
        const url = await open();
        if (failures >= PATIENCE) return await poll();
        failures = (await listen(url)) ? 0 : failures + 1;
        if (ended) return;
        isUp(false);
        await pause(failures);
      }
    } catch (error) {
      if (!ended) onTrouble(error instanceof Refused ? error.message : new Refused().message);
    } finally {
      running = false;
    }
  }

  async function bodyOf(activity) {
    const files = (activity.attachments ?? []).filter(({ contentUrl }) => contentUrl?.startsWith('blob:'));
    const message = { ...activity, locale, localTimezone: timeZone };
    if (files.length === 0) return { path: 'activities', body: message };
    const form = new FormData();
    const { attachments: _, ...accompanying } = message;
    form.append('activity', new Blob([JSON.stringify(accompanying)], { type: 'application/vnd.microsoft.activity' }));
    for (const { contentUrl, name } of files) form.append('file', await (await fetch(contentUrl)).blob(), name);
    return { path: 'upload', body: form };
  }

  async function send(activity) {
    if (ended) throw new Refused('The chat was ended.');
    const { path, body } = await bodyOf(activity);
    await goodTicket();
    const { id } = await within(token => request(`${conversation()}/${path}`, { token, body, expected: 'id' }));
    if (activity.type === 'message') setTimeout(() => ended || seen.has(id) || catchUp().catch(() => {}), ECHO_MS);
    return id;
  }

  /** One after another, as they were typed; kept for the next page from the moment that they are. */
  function inOrder(activity) {
    const id = activity.channelData?.clientActivityID;
    const isKept = id && activity.type === 'message' && !activity.attachments?.length;
    if (isKept) session.addPending(activity);
    const sent = outgoing.then(() => send(activity)).finally(() => isKept && session.removePending(id));
    outgoing = sent.catch(() => undefined);
    return sent;
  }

  function look() {
    if (document.hidden) return;
    wake();
    if (socket && Date.now() - lastFrame > SILENCE_MS / 2) socket.close();
  }

  const lost = () => socket?.close();
  addEventListener('online', look);
  addEventListener('offline', lost);
  document.addEventListener('visibilitychange', look);

  return {
    activity$: activities,
    connectionStatus$: statuses,
    get token() {
      return ticket?.token;
    },
    get conversationId() {
      return ticket?.conversationId;
    },
    /** What an earlier page could not send any more goes out first. */
    start() {
      for (const activity of session.read().pending ?? []) inOrder(activity).catch(() => undefined);
      void run();
    },
    postActivity: activity => ({
      subscribe(observer) {
        inOrder(activity).then(
          id => {
            observer.next?.(id);
            observer.complete?.();
          },
          error => observer.error?.(error),
        );
        return { unsubscribe() {} };
      },
    }),
    /** Tries again at once, also where it had given up. */
    hurry() {
      wake();
      void run();
    },
    end() {
      ended = true;
      socket?.close();
      wake();
      removeEventListener('online', look);
      removeEventListener('offline', lost);
      document.removeEventListener('visibilitychange', look);
      statuses.next(ENDED);
    },
  };
}

/** A restart, too much at once: over in a moment. A desk that fails at this very request is not asked for ever. */
function isPassing(status, tries) {
  return status > 500 || [408, 425, 429].includes(status) || (status === 500 && tries < MOST_FAILURES);
}
