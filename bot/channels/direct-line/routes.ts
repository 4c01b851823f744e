/** Direct Line 3.0's HTTP routes, as the public clients call them. */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Request, RequestHandler, Response, Server } from 'restify';
import { z } from 'zod';
import { StoreUnavailable } from '../../../services/store/port.ts';
import { sendJson } from '../../answer.ts';
import { clientAddress, networkOf } from '../../client-address.ts';
import type { Access, Caller } from './access.ts';
import { Locale, readActivity } from './activity-in.ts';
import type { Conversations, Message } from './conversations.ts';
import type { FanOut } from './fan-out.ts';
import type { Keeping } from './keeping.ts';
import type { Limits } from './limits.ts';
import type { Origins } from './origins.ts';
import { readOptional, readPosted } from './posted.ts';
import { badArgument, limited, Refusal } from './refusal.ts';
import { type Grant, TOKEN_SECONDS, type Tokens } from './tokens.ts';
import type { Upload, Uploads } from './upload.ts';
import { readWatermark } from './watermark.ts';

export interface RoutesDependencies {
  access: Access;
  tokens: Tokens;
  conversations: Conversations;
  fanOut: FanOut;
  origins: Origins;
  limits: Limits;
  uploads: Uploads;
  keeping: Keeping;
  /** The address outside; the stream's is made from it. */
  publicUrl: string;
  /** Somebody is writing. */
  onTyping?: ((conversation: string) => void) | undefined;
  log: Pick<Logger, 'error'>;
}

/** Who may use a conversation, and the network that they come from. */
type Entered = Pick<Grant, 'conversation' | 'user'> & { network?: string };

const UserIn = z.object({ user: z.object({ id: z.string().trim().min(1).max(200).optional() }).nullish() });
const StartIn = UserIn.extend({ locale: Locale });
const ResumeIn = z.object({ resume: z.string().max(2_000).nullish() });

/** Long and random: whoever cannot guess it cannot reach it, even with a secret that leaked elsewhere. */
const newConversation = () => randomBytes(16).toString('base64url');
/** The id of an activity that is no part of the transcript. */
const unrecorded = (conversation: string) => `${conversation}|${randomBytes(8).toString('hex')}`;
const newUser = () => `dl_${randomBytes(12).toString('base64url')}`;

export function mountRoutes(server: Server, deps: RoutesDependencies): void {
  const { access, tokens, conversations, fanOut, origins, limits, uploads, keeping, publicUrl, log } = deps;
  const streamBase = publicUrl.replace(/^http/, 'ws');

  /** Every answer, also a refusal, can be read by the page that asked. */
  function answering(handler: (req: Request, res: Response) => Promise<void>): RequestHandler {
    return async (req: Request, res: Response) => {
      origins.mark(res, req.headers.origin);
      try {
        await handler(req, res);
      } catch (error) {
        if (!(error instanceof Refusal)) log.error({ err: error, route: req.getRoute().path }, 'request failed');
        const refusal = error instanceof Refusal ? error : new Refusal(500, 'ServiceError', 'Please try again.');
        if (!res.headersSent) sendJson(res, refusal.status, refusal.body, refusal.headers);
      }
    };
  }

  async function issued(grant: Grant) {
    return {
      conversationId: grant.conversation,
      token: await tokens.issue(grant),
      expires_in: TOKEN_SECONDS,
    };
  }

  async function connected(grant: Grant, watermark: number) {
    const ticket = await issued(grant);
    const query = new URLSearchParams({ watermark: String(watermark), t: ticket.token });
    return { ...ticket, streamUrl: `${streamBase}${pathOf(grant.conversation)}/stream?${query}` };
  }

  async function widgetToken(req: Request, res: Response): Promise<void> {
    const { origin } = req.headers;
    if (origin && !origins.allows(origin)) {
      throw new Refusal(403, 'OriginNotAllowed', 'The chat is not offered on this site.');
    }
    limited(limits.tokens, clientAddress(req), 'Many chats were opened from your network just now.');
    const { resume } = await readOptional(req, ResumeIn);
    const grant = await grantFor(req.headers.authorization, resume ?? undefined);
    sendJson(res, 200, { ...(await issued(grant)), resume: await tokens.issueResume(grant) });
  }

  /**
   * A browser that comes back gets its conversation again, and a visitor whom the site knows brings a token of its
   * server: what was begun in that name goes on, what was begun in another's does not. Anybody else is new.
   */
  async function grantFor(authorization: string | undefined, resume: string | undefined): Promise<Grant> {
    const site = authorization === undefined ? undefined : await access.caller(authorization);
    if (site?.kind === 'secret') throw new Refusal(403, 'BadArgument', 'A secret has no place in a browser.');
    const before = resume === undefined ? undefined : await tokens.readResume(resume);
    if (before?.kind === 'valid' && (!site || site.user === before.grant.user)) return before.grant;
    if (site) return { conversation: site.conversation, user: site.user };
    if (before) throw new Refusal(403, 'ResumeExpired', 'That conversation cannot be resumed any more.');
    return { conversation: newConversation(), user: newUser() };
  }

  async function generate(req: Request, res: Response): Promise<void> {
    const caller = await access.caller(req.headers.authorization);
    if (caller.kind !== 'secret') throw new Refusal(403, 'BadArgument', 'Tokens are generated with a secret.');
    const { user } = await readOptional(req, UserIn);
    sendJson(res, 200, await issued({ conversation: newConversation(), user: user?.id }));
  }

  async function refresh(req: Request, res: Response): Promise<void> {
    const caller = await access.caller(req.headers.authorization);
    if (caller.kind === 'secret') throw badArgument('A secret does not expire; only tokens are refreshed.');
    sendJson(res, 200, await issued(caller));
  }

  async function start(req: Request, res: Response): Promise<void> {
    const caller = await access.caller(req.headers.authorization);
    const body = await readOptional(req, StartIn);
    const grant =
      caller.kind === 'token'
        ? { ...caller, user: caller.user ?? body.user?.id }
        : { conversation: newConversation(), user: body.user?.id };
    const started = await conversations.start(grant.conversation, { from: grant.user ?? 'user', locale: body.locale });
    sendJson(res, started === 'known' ? 200 : 201, await connected(grant, 0));
  }

  async function reconnect(req: Request, res: Response): Promise<void> {
    const { conversation, user } = await entered(req);
    sendJson(res, 200, await connected({ conversation, user }, watermarkOf(req)));
  }

  async function post(req: Request, res: Response): Promise<void> {
    const sender = await enteredToWrite(req);
    sendJson(res, 200, { id: await delivered(sender, await readPosted(req)) });
  }

  async function upload(req: Request, res: Response): Promise<void> {
    const sender = await enteredToWrite(req);
    const from = new URLSearchParams(req.getQuery()).get('userId') ?? undefined;
    const id = await uploads.take(req, clientAddress(req), ({ activity, files }) => {
      const accompanying = activity ?? { type: 'message', ...(from && { from: { id: from } }) };
      return delivered(sender, accompanying, files);
    });
    sendJson(res, 200, { id });
  }

  /** The id of the activity, once the desk has answered it. */
  async function delivered({ conversation, user, network }: Entered, body: unknown, files?: Upload['files']) {
    const read = readActivity(body, user);
    switch (read.kind) {
      case 'malformed':
        throw badArgument(read.why);
      case 'typing':
        deps.onTyping?.(conversation);
        return unrecorded(conversation);
      case 'other':
        return unrecorded(conversation);
      case 'thumb':
        await conversations.vote(conversation, read.thumb);
        return unrecorded(conversation);
      case 'rating':
        await conversations.rate(conversation, read.score);
        return unrecorded(conversation);
      case 'message': {
        const message = { ...read.message, network };
        return conversations.post(conversation, files ? await withFiles(conversation, message, files) : message);
      }
    }
  }

  /** The files are kept before the desk is told: what it says it has is there. */
  async function withFiles(conversation: string, message: Message, files: Upload['files']): Promise<Message> {
    try {
      return { ...message, attachments: 0, ...(await keeping.keep(conversation, message.clientId, files)) };
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) throw error;
      log.error({ err: error, conversation }, 'files were not kept');
      throw new Refusal(503, 'ServiceUnavailable', 'Please send it again.', { 'Retry-After': 5 });
    }
  }

  async function poll(req: Request, res: Response): Promise<void> {
    const { conversation, user } = await entered(req);
    const set = await conversations.since(conversation, watermarkOf(req), { from: user ?? 'user' });
    sendJson(res, 200, { ...set, activities: [...set.activities, ...fanOut.takePassed(conversation)] });
  }

  async function entered(req: Request): Promise<Entered> {
    const conversation = String(req.params.id);
    const caller: Caller = await access.enter(req.headers.authorization, conversation);
    limited(limits.requests, conversation, 'That was too much at once.');
    // A server with a secret speaks for many people, wherever they are.
    return caller.kind === 'token' ? { conversation, user: caller.user, network: networkOf(req) } : { conversation };
  }

  async function enteredToWrite(req: Request): Promise<Entered> {
    const grant = await entered(req);
    limited(limits.messages, grant.conversation, 'That was a lot of messages at once.');
    limited(limits.messagesPerAddress, clientAddress(req), 'Many messages came from your network just now.');
    return grant;
  }

  const one = '/v3/directline/conversations/:id';
  const posted = {
    '/webchat/token': widgetToken,
    '/v3/directline/tokens/generate': generate,
    '/v3/directline/tokens/refresh': refresh,
    '/v3/directline/conversations': start,
    [`${one}/activities`]: post,
    [`${one}/upload`]: upload,
  };
  const fetched = { [one]: reconnect, [`${one}/activities`]: poll };

  for (const [path, handler] of Object.entries(posted)) server.post(path, answering(handler));
  for (const [path, handler] of Object.entries(fetched)) server.get(path, answering(handler));
  for (const path of new Set([...Object.keys(posted), ...Object.keys(fetched)])) {
    server.opts(
      path,
      answering(async (_req, res) => {
        res.writeHead(204);
        res.end();
      }),
    );
  }
}

const pathOf = (conversation: string) => `/v3/directline/conversations/${encodeURIComponent(conversation)}`;

function watermarkOf(req: Request): number {
  return readWatermark(new URLSearchParams(req.getQuery()).get('watermark'));
}
