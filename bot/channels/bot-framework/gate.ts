/**
 * What is decided about a request before the Bot Framework sees it. The SDK answers 500 to tokens it cannot verify,
 * takes activities that name nowhere to reply to, and keeps the `tid` of every token for good, verified or not; so
 * whatever can be told without a key is told here. The signature is the SDK's to verify.
 */
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Problem } from '../../answer.ts';
import type { MicrosoftApp } from '../../config.ts';
import { hostNamed, isFromHere, isLoopback } from '../../loopback.ts';
import type { Authority } from './authority.ts';
import type { Incoming } from './incoming.ts';

export type Verdict =
  /** `serviceUrl` is the one the token vouches for, where there is one. */
  { kind: 'admitted'; serviceUrl: string | undefined } | { kind: 'refused'; why: string; problem: Problem };

export interface Gate {
  /** Before the body is read. */
  request(req: IncomingMessage): Verdict;
  /** Once it is, for a request that was admitted with this `vouched` serviceUrl. */
  activity(vouched: string | undefined, activity: Incoming): Verdict;
}

/** In seconds: how far clocks may be apart. */
const TOLERANCE = 300;
const LONGEST_TOKEN = 8_192;

const Header = z.object({ alg: z.literal('RS256'), kid: z.string().min(1) });
const Claims = z.object({
  iss: z.string(),
  aud: z.string(),
  exp: z.number(),
  nbf: z.number().optional(),
  tid: z.string().optional(),
  serviceurl: z.string().min(1),
});

/** For a bot that is registered: only tokens that could be a channel's. */
export function tokenGate(deps: { app: MicrosoftApp; authority: Authority; now: () => Date }): Gate {
  const { app, authority, now } = deps;

  /** Why these claims are not good enough, if so. */
  function fault(claims: z.infer<typeof Claims>): string | undefined {
    const seconds = now().getTime() / 1000;
    if (claims.iss !== authority.issuer) return 'issuer';
    if (claims.aud !== app.id) return 'audience';
    if (claims.exp < seconds - TOLERANCE) return 'expired';
    if ((claims.nbf ?? 0) > seconds + TOLERANCE) return 'not yet valid';
    return claims.tid === undefined || claims.tid === app.tenantId ? undefined : 'tenant';
  }

  return {
    request(req) {
      const [, header, payload] = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(bearer(req)) ?? [];
      if (!header || !payload) return unauthorized('no token');
      if (!Header.safeParse(decoded(header)).success) return unauthorized('header');
      const claims = Claims.safeParse(decoded(payload)).data;
      const why = claims ? fault(claims) : 'claims';
      return claims && !why ? { kind: 'admitted', serviceUrl: claims.serviceurl } : unauthorized(why ?? 'claims');
    },

    activity(vouched, { serviceUrl }) {
      if (!serviceUrl || serviceUrl !== vouched) return unauthorized('serviceUrl');
      const url = parsed(serviceUrl);
      return url && authority.allowsServiceUrl(url) ? { kind: 'admitted', serviceUrl } : unauthorized('serviceUrl');
    },
  };
}

/** For a bot without a registration: whoever is on this machine, and nobody a browser, a proxy or a tunnel lets in. */
export function loopbackGate(deps: { publicUrl: string }): Gate {
  const hosts = new Set([new URL(deps.publicUrl).hostname]);

  return {
    request(req) {
      if (!isFromHere(req)) return forbidden('peer');
      const host = hostNamed(req);
      return isLoopback(host) || (host && hosts.has(host))
        ? { kind: 'admitted', serviceUrl: undefined }
        : forbidden('host');
    },

    activity(_vouched, { serviceUrl, deliveryMode }) {
      if (!serviceUrl) {
        return deliveryMode === 'expectReplies' ? { kind: 'admitted', serviceUrl: undefined } : malformed('serviceUrl');
      }
      const url = parsed(serviceUrl);
      return url && /^https?:$/.test(url.protocol) && isLoopback(url.hostname)
        ? { kind: 'admitted', serviceUrl }
        : forbidden('serviceUrl');
    },
  };
}

function parsed(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}

function bearer(req: IncomingMessage): string {
  const { authorization = '' } = req.headers;
  return authorization.length <= LONGEST_TOKEN ? authorization : '';
}

function decoded(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The answer is the same for all of them: what exactly was wrong is the log's to know. */
export function unauthorized(why: string): Extract<Verdict, { kind: 'refused' }> {
  const detail = 'A token of a Bot Framework channel for this bot is needed.';
  return { kind: 'refused', why, problem: { status: 401, title: 'Unauthorized', detail } };
}

function forbidden(why: string): Verdict {
  const detail = 'Without MicrosoftAppId nobody is authenticated, so only this machine is served, and only replied to.';
  return { kind: 'refused', why, problem: { status: 403, title: 'Forbidden', detail } };
}

function malformed(member: string): Verdict {
  const problem = { status: 400, title: 'Bad Request', detail: `The activity needs a ${member} to reply to.` };
  return { kind: 'refused', why: member, problem };
}
