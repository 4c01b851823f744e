/** Tells one state of a request from another: a yes counts only for the summary that it was said to. */
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
});

/** The same for the same answers, in whichever order they were given: parsing puts them into that of the schema. */
export function summaryVersion(draft: Draft): string {
  return createHash('sha256')
    .update(JSON.stringify(Shown.parse(draft)))
    .digest('base64url')
    .slice(0, 22);
}
