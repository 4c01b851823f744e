/**
 * Direct Line 3.0 in the process: what Microsoft's relay does for a bot in Azure, done beside the desk itself, so that
 * the public clients (Web Chat, directlinejs) work against any installation.
 */
import type { Logger } from 'pino';
import type { Server } from 'restify';
import type { Attachments } from '../../../services/attachments/attachments.ts';
import type { Desk } from '../../conversation.ts';
import { createAccess } from './access.ts';
import { createConversations } from './conversations.ts';
import { createFanOut } from './fan-out.ts';
import { createKeeping } from './keeping.ts';
import { createOrigins } from './origins.ts';
import { createRateLimit, TOKENS_PER_ADDRESS } from './rate-limit.ts';
import { mountRoutes } from './routes.ts';
import { mountStreams, type Streams } from './streams.ts';
import { createTokens } from './tokens.ts';
import { createUploads } from './upload.ts';

export interface DirectLineDependencies {
  desk: Desk;
  attachments: Pick<Attachments, 'keep'>;
  /** Signs the tokens, 32 bytes or more; the same after a restart and at every replica. */
  key: Uint8Array;
  /** For servers that draw tokens for their own users; each opens every conversation. */
  secrets: readonly string[];
  /** The address outside, without a slash at the end. */
  publicUrl: string;
  /** Sites that may embed the chat, beside the own. */
  widgetOrigins: readonly string[];
  now: () => Date;
  log: Pick<Logger, 'warn' | 'error'>;
  /** How many widget tokens one network address may draw. */
  tokensPerAddress?: { burst: number; perMinute: number };
  /** Milliseconds between keep-alive frames. */
  keepAliveMs?: number;
}

/**
 * Mounts `/webchat/token` and `/v3/directline/…`. The routes read their bodies themselves: no body parser in front.
 * Before the server closes, `close` ends the streams; it would wait for them for ever.
 */
export function mountDirectLine(server: Server, deps: DirectLineDependencies): Streams {
  const { desk, key, secrets, publicUrl, widgetOrigins, now, log } = deps;
  const tokens = createTokens({ key, now });
  const access = createAccess({ tokens, secrets });
  const fanOut = createFanOut();
  const conversations = createConversations({ desk, fanOut, now, log });
  const origins = createOrigins({ publicUrl, widgetOrigins });
  const rateLimit = createRateLimit({ ...(deps.tokensPerAddress ?? TOKENS_PER_ADDRESS), now });

  const uploads = createUploads();
  const keeping = createKeeping({ attachments: deps.attachments });

  mountRoutes(server, {
    ...{ access, tokens, conversations, fanOut, origins, rateLimit, uploads, keeping, publicUrl, log },
  });
  return mountStreams(server, { access, conversations, fanOut, keepAliveMs: deps.keepAliveMs ?? 20_000, log });
}
