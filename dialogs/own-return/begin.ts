/** What the first message tells beside the wish, so that it is not asked for again. */
import { claimIn } from '../claim/claim.ts';
import { wholeAddress } from '../intake/addresses.ts';
import { firmwareChange, versionIn, wantsNewest } from '../intake/firmware.ts';
import { phoneOnFile } from '../intake/phone.ts';
import type { Heard } from '../step.ts';
import { readErrand } from '../understanding/errands.ts';
import { readTracking } from '../understanding/tracking.ts';
import type { OwnReturnDependencies, OwnReturnDraft } from './draft.ts';

export function begun(deps: OwnReturnDependencies, heard: Heard, draft: OwnReturnDraft): OwnReturnDraft {
  if (draft.begun) return draft;
  const errand = draft.errand ?? readErrand(heard.understood)?.kind;
  const read: OwnReturnDraft = { ...draft, errand: errand === 'change' ? undefined : errand, begun: true };
  // The address in "change my email to …" is the new one.
  const { email: _, ...slots } = heard.understood.slots;
  const named = errand === 'email' ? { ...heard, understood: { ...heard.understood, slots } } : heard;
  return { ...claimIn(named, read), ...valuesIn(deps, heard, errand) };
}

function valuesIn(
  deps: OwnReturnDependencies,
  { text, understood }: Heard,
  errand: OwnReturnDraft['errand'],
): Partial<OwnReturnDraft> {
  const { phone, email, statusEmails } = understood.slots;
  switch (errand) {
    case 'withdraw':
      return { whole: /\b(?:case|ticket)\b/i.test(text) && !/\b(?:rma|return|repair)\b/i.test(text) };
    case 'ship-to':
      return { shipTo: addressIn(text, deps.country) };
    case 'phone':
      return phone?.kind === 'phone' && phone.unsure === undefined ? { phone: phoneOnFile(phone) } : {};
    case 'email':
      return email?.kind === 'email' ? { newEmail: email.value } : {};
    case 'status-emails':
      return { wanted: statusEmails ?? !UNWANTED.test(text) };
    case 'tracking':
      return readTracking(text);
    case 'firmware': {
      const direction = firmwareChange({ text, understood: { ...understood, answer: undefined } });
      const version = versionIn(text) ?? (direction === 'upgrade' && wantsNewest(text) ? '' : undefined);
      return { direction: direction === 'as-is' ? undefined : direction, version, note: text };
    }
    case 'note':
      return { note: noteIn(text) };
    default:
      return {};
  }
}

const UNWANTED = /\b(?:stop|unsubscribe|off|no more|no|not|don'?t|never|without)\b/i;

/** "I moved, send it to 12 Oak Ave, Fresno, CA 93721": the address is what follows one of these words. */
function addressIn(text: string, country: string): ReturnType<typeof wholeAddress> {
  const starts = [...text.matchAll(/(?:\b(?:to|is|at)\b|[:;,.\n])\s*/gi)].map(
    ({ index, 0: found }) => index + found.length,
  );
  for (const start of [0, ...starts]) {
    const rest = text.slice(start);
    if (/^\d/.test(rest)) {
      const address = wholeAddress(rest.replace(/\s*(?:instead|please|thanks?|thank you)\W*$/i, ''), country);
      if (address) return address;
    }
  }
  return undefined;
}

/** "Tell the technician that …", "forgot to say: …", "note for my rma: …": what is to be noted. */
const NOTE =
  /(?:\b(?:tell|inform|let) (?:the |your )?\w+(?: \w+)? (?:know )?(?:that |about )?|\bforg[eo]t(?:ten)? to (?:say|mention|tell(?: you)?|add|write|note)(?: that)?[\s:,-]+|\b(?:note|comment|remark|message|info(?:rmation)?)\b[^:]{0,40}:\s*)(?<note>\S.+)$/is;
const FEWEST_WORDS = 3;

function noteIn(text: string): string | undefined {
  const note = NOTE.exec(text)?.groups?.['note']?.trim();
  return note && note.split(/\s+/).length >= FEWEST_WORDS && note.length <= 1_000 ? note : undefined;
}
