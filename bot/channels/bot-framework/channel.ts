/** `POST /api/messages`: Teams, Azure's Direct Line and everything else that speaks the Bot Framework's protocol. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { TurnContext } from 'botbuilder';
import type { Server } from 'restify';
import { type Problem, sendJson, sendProblem } from '../../answer.ts';
import { readJson } from '../../body.ts';
import type { Config } from '../../config.ts';
import type { Desk, Inbound } from '../../conversation.ts';
import { createKeyedQueue } from '../../keyed-queue.ts';
import type { Log } from '../../log.ts';
import { replyMessages } from '../activity.ts';
import type { Teams } from '../teams/teams.ts';
import type { DeskAdapter } from './adapter.ts';
import { type Authority, AZURE } from './authority.ts';
import { type Bearer, type Connector, createConnector, DeliveryFailed } from './connector.ts';
import { loopbackGate, tokenGate, unauthorized } from './gate.ts';
import type { HandingOff } from './handing-off.ts';
import { Incoming, inboundOf, isPersonal } from './incoming.ts';

export interface BotFrameworkDependencies {
  desk: Desk;
  config: Pick<Config, 'microsoftApp' | 'publicUrl'>;
  log: Log;
  authority?: Authority;
  /** The bot's own token, where it does not come from the framework's credentials. */
  bearer?: Bearer;
  now?: () => Date;
  drawId?: () => string;
  /** Before a failed post is tried again. */
  pause?: (ms: number) => Promise<void>;
  /** Takes what Teams sends, in place of the customers' desk; given the way to speak there. */
  teams?: (connector: Connector) => Pick<Teams, 'take'>;
  /** Hands conversations over to other hubs. */
  handingOff?: HandingOff;
  /** How long a turn may take until the person sees that the desk is typing. */
  typingAfterMs?: number;
}

export interface BotFrameworkChannel {
  /** Loads the SDK, so that the first message need not wait for it: for right after the server listens. */
  warm(): Promise<void>;
  /** Lets go of the connections to connectors. */
  close(): void;
}

const LARGEST_BODY = 256 * 1024;
const TYPING_AFTER_MS = 1000;

export function mountBotFramework(server: Server, deps: BotFrameworkDependencies): BotFrameworkChannel {
  const { desk, log, authority = AZURE, now = () => new Date(), drawId = randomUUID } = deps;
  const { microsoftApp: app, publicUrl } = deps.config;
  const gate = app ? tokenGate({ app, authority, now }) : loopbackGate({ publicUrl });
  let loading: Promise<DeskAdapter> | undefined;
  const connector = createConnector({ bearer: deps.bearer ?? bearer, pause: deps.pause ?? pause });
  const teams = deps.teams?.(connector);
  let token: Bearer | undefined;

  /** Of the framework's credentials, which load the SDK. */
  async function bearer(fresh: boolean): Promise<string | undefined> {
    if (!app) return undefined;
    token ??= (await import('./adapter.ts')).tokenOf(app, authority);
    return token(fresh);
  }

  async function load(): Promise<DeskAdapter> {
    const { authentication, DeskAdapter } = await import('./adapter.ts');
    const outgoing = createKeyedQueue();
    return new DeskAdapter({ authentication: authentication(app, authority), connector, outgoing });
  }

  function loaded(): Promise<DeskAdapter> {
    loading ??= load();
    return loading;
  }

  async function receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const request = gate.request(req);
    if (request.kind === 'refused') return refuse(res, request.problem, request.why);
    const body = await readJson(req, LARGEST_BODY);
    if (body.kind === 'refused') return refuse(res, body.problem, 'body');
    const read = Incoming.safeParse(body.value);
    if (!read.success) return refuse(res, notAnActivity(read.error.issues[0]?.path), 'activity');
    const activity = read.data;
    const admitted = gate.activity(request.serviceUrl, activity);
    if (admitted.kind === 'refused') return refuse(res, admitted.problem, admitted.why);
    const adapter = await loaded();
    const sender = await adapter.authenticate(req.headers.authorization ?? '', activity);
    switch (sender.kind) {
      case 'refused':
        return refuse(res, unauthorized('').problem, sender.cause);
      case 'unavailable':
        log.error({ err: sender.cause }, 'the keys of the Bot Framework cannot be fetched');
        return sendProblem(res, { status: 503, title: 'Service Unavailable' }, { 'Retry-After': 5 });
      case 'authentic':
        if (teams && activity.channelId === 'msteams') return answer(res, activity, () => teams.take(body.value));
        return answer(res, activity, () =>
          adapter.handle(sender.identity, activity, context => turn(context, activity)),
        );
    }
  }

  async function turn(context: TurnContext, activity: Incoming): Promise<void> {
    const isEvent = activity.type === 'event' && deps.handingOff !== undefined;
    const inbound = isEvent
      ? await deps.handingOff?.status(activity, activity.id ?? drawId())
      : inboundOf(activity, drawId);
    if (!inbound) return;
    const outcome = await typingMeanwhile(context, activity, inbound);
    const replies = outcome.kind === 'done' ? outcome.turn.replies : outcome.replies;
    if (replies.length === 0) return;
    const messages = replyMessages(replies, { locale: activity.locale, personal: isPersonal(activity) });
    const handoff = replies.find(reply => reply.handoff)?.handoff;
    const initiation = handoff && (await deps.handingOff?.initiation(handoff, activity));
    await context.sendActivities([...messages, ...(initiation ? [initiation] : [])]);
  }

  async function typingMeanwhile(context: TurnContext, { deliveryMode }: Incoming, inbound: Inbound) {
    const typing = setTimeout(() => {
      if (deliveryMode === 'expectReplies') return;
      context.sendActivity({ type: 'typing' }).catch((err: unknown) => log.debug({ err }, 'typing was not delivered'));
    }, deps.typingAfterMs ?? TYPING_AFTER_MS);
    try {
      return await desk.take(inbound);
    } finally {
      clearTimeout(typing);
    }
  }

  /** An error here is an answer too: a channel that is told of it delivers again, and gets the recorded replies. */
  async function answer(
    res: ServerResponse,
    activity: Incoming,
    handle: () => Promise<{ status: number; body?: unknown } | undefined>,
  ): Promise<void> {
    try {
      const response = await handle();
      if (response?.body) sendJson(res, response.status, response.body);
      else if (response?.status === 501) sendProblem(res, NOT_IMPLEMENTED);
      else if (response?.status === 400) sendProblem(res, notAnActivity());
      else res.end();
    } catch (err) {
      if (!(err instanceof DeliveryFailed)) throw err;
      log.error({ err, channel: activity.channelId, activity: activity.id }, 'replies were not delivered');
      sendProblem(res, { status: 502, title: 'Bad Gateway', detail: 'The replies could not be delivered.' });
    }
  }

  function refuse(res: ServerResponse, problem: Problem, why: unknown): void {
    log.debug({ status: problem.status, why: why instanceof Error ? why.message : why }, 'activity refused');
    const challenge = problem.status === 401 ? { 'WWW-Authenticate': 'Bearer' } : {};
    sendProblem(res, problem, challenge);
  }

  async function messages(req: IncomingMessage, res: ServerResponse): Promise<void> {
    await receive(req, res);
  }
  server.post('/api/messages', messages);

  return {
    async warm() {
      await loaded();
    },
    close() {
      connector.close();
    },
  };
}

const NOT_IMPLEMENTED: Problem = {
  status: 501,
  title: 'Not Implemented',
  detail: 'This bot has no answer to invoke activities.',
};

function notAnActivity(path: readonly PropertyKey[] = []): Problem {
  const detail = path.length ? `The activity's ${path.join('.')} is missing or wrong.` : 'The body is not an activity.';
  return { status: 400, title: 'Bad Request', detail };
}
