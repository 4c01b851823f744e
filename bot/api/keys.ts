import { createHash, timingSafeEqual } from 'node:crypto';

/** Tells whether an `Authorization` header bears one of the keys, in a time that says nothing about them. */
export function keyCheck(keys: readonly string[]): (authorization: string | undefined) => boolean {
  const known = keys.map(digest);
  return authorization => {
    const [, offered] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? [];
    const given = digest(offered ?? '');
    // Every key is compared, also after one has matched.
    const matches = known.filter(key => timingSafeEqual(key, given));
    return offered !== undefined && matches.length > 0;
  };
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
