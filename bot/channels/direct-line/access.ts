/** Who may do what: a secret opens every conversation, a token one, and only until it expires. */
import { createHash, timingSafeEqual } from 'node:crypto';
import { Refusal } from './refusal.ts';
import type { Grant, Tokens } from './tokens.ts';

export type Caller = { kind: 'secret' } | ({ kind: 'token' } & Grant);

export interface Access {
  /** @throws {Refusal} 401 without credentials, 403 with bad or expired ones. */
  caller(authorization: string | undefined): Promise<Caller>;
  /** The user whom a token names, for one conversation. @throws {Refusal} as `caller`, and 403 for another's. */
  enter(authorization: string | undefined, conversation: string): Promise<Caller>;
}

export function createAccess({ tokens, secrets }: { tokens: Tokens; secrets: readonly string[] }): Access {
  const digests = secrets.map(digest);
  // Every secret is compared, in constant time: how long it takes tells nothing about any of them.
  const isSecret = (word: string) => digests.filter(known => timingSafeEqual(known, digest(word))).length > 0;

  async function caller(authorization: string | undefined): Promise<Caller> {
    const word = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
    if (!word) throw new Refusal(401, 'Unauthorized', 'Send a token as "Authorization: Bearer …".');
    if (isSecret(word)) return { kind: 'secret' };
    const reading = await tokens.read(word);
    switch (reading.kind) {
      case 'valid':
        return { kind: 'token', ...reading.grant };
      case 'expired':
        throw new Refusal(403, 'TokenExpired', 'The token has expired.');
      case 'invalid':
        throw new Refusal(403, 'BadArgument', 'The token is not valid.');
    }
  }

  return {
    caller,

    async enter(authorization, conversation) {
      const who = await caller(authorization);
      if (who.kind === 'token' && who.conversation !== conversation) {
        throw new Refusal(403, 'BadArgument', 'The token is for another conversation.');
      }
      return who;
    },
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
