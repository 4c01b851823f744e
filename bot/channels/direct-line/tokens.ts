/**
 * Direct Line tokens: signed, short-lived, good for one conversation and one person. The key comes from outside, so
 * that a token outlives a restart and is good at every replica.
 */
import { errors, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** How long a token is good for, in seconds; the public clients refresh theirs after half of that. */
export const TOKEN_SECONDS = 30 * 60;

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
}

// Sets these tokens apart from others that may one day be signed with the same key.
const AUDIENCE = 'direct-line';

/** `user` is the name under which Web Chat and directlinejs look for the person in a token. */
const Claims = z.object({ conv: z.string().min(1), user: z.string().min(1).optional() });

export function createTokens({ key, now }: { key: Uint8Array; now: () => Date }): Tokens {
  const seconds = () => Math.floor(now().getTime() / 1000);

  return {
    issue({ conversation, user }) {
      return new SignJWT({ conv: conversation, ...(user && { user }) })
        .setProtectedHeader({ alg: 'HS256' })
        .setAudience(AUDIENCE)
        .setIssuedAt(seconds())
        .setExpirationTime(seconds() + TOKEN_SECONDS)
        .sign(key);
    },

    async read(token) {
      try {
        const { payload } = await jwtVerify(token, key, {
          algorithms: ['HS256'],
          audience: AUDIENCE,
          currentDate: now(),
          requiredClaims: ['exp'],
        });
        const claims = Claims.safeParse(payload);
        if (!claims.success) return { kind: 'invalid' };
        return { kind: 'valid', grant: { conversation: claims.data.conv, user: claims.data.user } };
      } catch (error) {
        return { kind: error instanceof errors.JWTExpired ? 'expired' : 'invalid' };
      }
    },
  };
}
