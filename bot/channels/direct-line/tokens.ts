/**
 * Direct Line tokens: signed, short-lived, good for one conversation and one person. The key comes from outside, so
 * that a token outlives a restart and is good at every replica.
 */
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** How long a token is good for, in seconds; the public clients refresh theirs after half of that. */
export const TOKEN_SECONDS = 30 * 60;
/** How long after its last use a browser may come back to its conversation: as long as that is kept. In seconds. */
export const RESUME_SECONDS = 30 * 86_400;

/** What a token allows: one conversation, in the name of `user`, where that is settled. */
export interface Grant {
  conversation: string;
  /** Overrides whatever `from.id` a client claims. */
  user?: string | undefined;
}

export type TokenReading = { kind: 'valid'; grant: Grant } | { kind: 'expired' } | { kind: 'invalid' };

export interface Tokens {
  issue(grant: Grant): Promise<string>;
  read(token: string): Promise<TokenReading>;
  /** What a browser keeps to come back with: it opens nothing, and is good for one thing, a new token. */
  issueResume(grant: Grant): Promise<string>;
  readResume(ticket: string): Promise<TokenReading>;
}

// Sets the tokens apart from each other, and from others that may one day be signed with the same key.
const AUDIENCE = 'direct-line';
const RESUME_AUDIENCE = 'direct-line-resume';

/** `user` is the name under which Web Chat and directlinejs look for the person in a token. */
const Claims = z.object({ conv: z.string().min(1), user: z.string().min(1).optional() });

export function createTokens({ key, now }: { key: Uint8Array; now: () => Date }): Tokens {
  const seconds = () => Math.floor(now().getTime() / 1000);

  function sign({ conversation, user }: Grant, audience: string, lifetime: number): Promise<string> {
    return new SignJWT({ conv: conversation, ...(user && { user }) })
      .setProtectedHeader({ alg: 'HS256' })
      .setAudience(audience)
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + lifetime)
      .sign(key);
  }

  async function verify(token: string, audience: string): Promise<TokenReading> {
    try {
      const { payload } = await jwtVerify(token, key, {
        algorithms: ['HS256'],
        audience,
        currentDate: now(),
        requiredClaims: ['exp'],
      });
      const claims = Claims.safeParse(payload);
      if (!claims.success) return { kind: 'invalid' };
      return { kind: 'valid', grant: { conversation: claims.data.conv, user: claims.data.user } };
    } catch (error) {
      return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
    }
  }

  return {
    issue: grant => sign(grant, AUDIENCE, TOKEN_SECONDS),
    read: token => verify(token, AUDIENCE),
    issueResume: grant => sign(grant, RESUME_AUDIENCE, RESUME_SECONDS),
    readResume: ticket => verify(ticket, RESUME_AUDIENCE),
  };
}
