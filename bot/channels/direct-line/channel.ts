/**
 * Direct Line 3.0 in the process: what Microsoft's relay does for a bot in Azure, done beside the desk itself, so that
 * the public clients (Web Chat, directlinejs) work against any installation.
 */
import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { Attachments } from '../../../services/attachments/attachments.ts';
import type { Feedback } from '../../../services/knowledge/feedback.ts';
import type { Ratings } from '../../../services/ratings/ratings.ts';
import type { Desk } from '../../conversation.ts';
import { createAccess } from './access.ts';
import { type Conversations, createConversations } from './conversations.ts';
import { createFanOut } from './fan-out.ts';
import { createKeeping } from './keeping.ts';
import { createLimits, RATES, type Rates } from './limits.ts';
import { createOrigins } from './origins.ts';
import { mountRoutes } from './routes.ts';
import { mountStreams, type Streams } from './streams.ts';
import { createTokens } from './tokens.ts';
import { createUploads } from './upload.ts';

export interface DirectLineDependencies {
  desk: Desk;
  /** Counts thumbs. */
  feedback: Pick<Feedback, 'count'>;
  ratings: Pick<Ratings, 'rate'>;
  attachments: Pick<Attachments, 'keep'>;
  /** Signs the tokens, 32 bytes or more; the same after a restart and at every replica. */
  key: Uint8Array;
  /** For servers that draw tokens for their own users; each opens every conversation. */
  secrets: readonly string[];
  /** The address outside, without a slash at the end. */
  publicUrl: string;
  /** Sites that may embed the chat, beside the own. */
  widgetOrigins: readonly string[];
  /** The address at which a file can be opened for a while. */
  fileLink?: ((id: string, now: Date) => string) | undefined;
  /** A customer is writing. */
  onTyping?: ((conversation: string) => void) | undefined;
  now: () => Date;
  log: Pick<Logger, 'warn' | 'error'>;
  /** How much one conversation and one network address may have, where it is not as usual. */
  rates?: Partial<Rates>;
  /** Sockets that one network address may hold. */
  socketsPerAddress?: number;
  /** Milliseconds between keep-alive frames. */
  keepAliveMs?: number;
}

export type DirectLine = Streams & Pick<Conversations, 'tell' | 'writing'>;

/**
 * Mounts `/webchat/token` and `/v3/directline/…`. The routes read their bodies themselves: no body parser in front.
 * Before the server closes, `close` ends the streams; it would wait for them for ever.
 */
export function mountDirectLine(server: Server, deps: DirectLineDependencies): DirectLine {
  const { desk, key, secrets, publicUrl, widgetOrigins, now, log } = deps;
  const { feedback, fileLink } = deps;
  const addressOf = (id: string) => fileLink?.(id, now());
  const tokens = createTokens({ key, now });
  const access = createAccess({ tokens, secrets });
  const fanOut = createFanOut();
  const conversations = createConversations({ desk, feedback, ratings: deps.ratings, fanOut, addressOf, now, log });
  const origins = createOrigins({ publicUrl, widgetOrigins });
  const limits = createLimits({ ...RATES, ...deps.rates }, now);

  const uploads = createUploads({ perAddress: limits.uploadedPerAddress });
  const keeping = createKeeping({ attachments: deps.attachments });

  mountRoutes(server, {
    ...{ access, tokens, conversations, fanOut, origins, limits, uploads, keeping, publicUrl, log },
    onTyping: deps.onTyping,
  });
  const streams = mountStreams(server, {
    access,
    conversations,
    fanOut,
    addressOf,
    keepAliveMs: deps.keepAliveMs ?? 20_000,
    ...(deps.socketsPerAddress !== undefined && { mostPerAddress: deps.socketsPerAddress }),
    log,
  });
  const { tell, writing } = conversations;
  return { ...streams, tell, writing };
}
