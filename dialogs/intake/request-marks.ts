/** What a card carries of the request that it was made for, so that an old one is known when it comes back. */
import { createHash } from 'node:crypto';
import { Draft } from './draft.ts';

/** Everything that a summary shows, and the request that it is of. */
const Shown = Draft.omit({
  focus: true,
  formAt: true,
  wrongGuesses: true,
  confirmed: true,
  returnWanted: true,
  emailSlip: true,
  phoneSaid: true,
  addressSoFar: true,
  email: true,
  codeSentTo: true,
  verified: true,
  recognised: true,
  returning: true,
});

/** Tells one request from another. Its own key stays inside: whatever the request issues is issued by that. */
export function requestMark({ key }: Draft): string {
  return digest(key);
}

/**
 * Tells one state of a request from another: a yes counts only for the summary that it was said to. The same for the
 * same answers, in whichever order they were given, as parsing puts them into that of the schema.
 */
export function summaryVersion(draft: Draft): string {
  return digest(JSON.stringify(Shown.parse(draft)));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
