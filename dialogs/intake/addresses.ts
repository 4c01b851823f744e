/** Where the invoice goes and where the product comes back to (R4, R6): one line or piece by piece. */
import { Address } from '../../services/address.ts';
import { quoted } from '../reply.ts';
import type { Answer, AskStep, Heard } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { addAddressPart, readAddress, writeAddress } from '../understanding/address.ts';
import type { Draft } from './draft.ts';

export function billingStep(texts: Texts, country: string, pending: (draft: Draft) => boolean): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'billing',
    field: 'billing',
    pending: draft => draft.billing === undefined && pending(draft),
    ask: () => ({ text: texts.askBilling }),
    why: texts.whyBilling,
    answer: (heard, draft, _turn, doubt) =>
      takeAddress(texts, country, heard, doubt, billing => ({ ...draft, billing })),
    shown: draft => draft.billing && quoted(writeAddress(draft.billing)),
  };
}

export function shipToStep(texts: Texts, country: string, pending: (draft: Draft) => boolean): AskStep<Draft> {
  return {
    kind: 'ask',
    name: 'ship-to',
    field: 'shipTo',
    pending: draft => draft.shipTo === undefined && pending(draft),
    ask: draft => ({ text: texts.askShipTo, choices: draft.billing ? texts.sameAsBilling : [] }),
    why: texts.whyShipTo,
    answer(heard, draft, _turn, doubt) {
      const same = readAddress(heard.text, { country }).kind === 'sameAs' || heard.understood.answer === 'yes';
      if (same && draft.billing && !doubt) return { kind: 'taken', draft: { ...draft, shipTo: 'billing' } };
      return takeAddress(texts, country, heard, doubt, shipTo => ({ ...draft, shipTo }));
    },
    shown: draft =>
      draft.shipTo === 'billing' ? texts.labels.same : draft.shipTo && quoted(writeAddress(draft.shipTo)),
  };
}

/** An address with nothing missing, where a text is one: what may be taken although something else was asked. */
export function wholeAddress(text: string, country: string): Address | undefined {
  if (!/\d.*,|,.*\d|\n/.test(text)) return undefined;
  const reading = readAddress(text, { country });
  return reading.kind === 'address' && reading.missing.length === 0 ? reading.address : undefined;
}

/** Takes an address whole, or asks for the parts that are missing and adds them to what is there. */
function takeAddress(
  texts: Texts,
  country: string,
  heard: Heard,
  doubt: unknown,
  take: (address: Address) => Draft,
): Answer<Draft> {
  const before = Address.safeParse(doubt);
  if (before.success && (texts.wholeAddressWords.test(heard.text) || heard.understood.answer)) {
    return { kind: 'taken', draft: take(before.data), say: texts.notedAddress(writeAddress(before.data)) };
  }
  const reading = before.success
    ? addAddressPart(before.data, heard.text, { country })
    : readAddress(heard.text, { country });
  if (reading.kind === 'address') {
    const shown = writeAddress(reading.address);
    return reading.missing.length
      ? { kind: 'doubt', doubt: reading.address, ask: texts.missingInAddress(shown, reading.missing) }
      : { kind: 'taken', draft: take(reading.address), say: texts.notedAddress(shown) };
  }
  return before.success
    ? { kind: 'doubt', doubt: before.data, ask: texts.missingInAddress(writeAddress(before.data), ['rest']) }
    : { kind: 'unclear', say: texts.unclearAddress };
}
