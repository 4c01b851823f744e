/** The serial number of a product, told apart from everything else that looks like one (R5). */
import { sameSerial } from '../../services/catalog/units.ts';
import { readNumber } from '../../services/numbers.ts';
import type { Returns } from '../../services/returns/returns.ts';
import { quoted } from '../reply.ts';
import type { Answer, AskStep } from '../step.ts';
import type { Texts } from '../texts/en.ts';
import { readSerial } from '../understanding/serial.ts';
import { type Draft, lacksSerial, type Product, productFor, withProduct } from './draft.ts';
import { due, nameOf, shownOf } from './product-turns.ts';

/** "None", "skip", "go on without it". */
const NONE = /^\W*(?:none|skip|(?:please )?(?:go on|continue|proceed) without(?: (?:it|one))?)\W*$/i;

export function serialStep({
  texts,
  returns,
}: {
  texts: Texts;
  returns: Pick<Returns, 'withSerials'>;
}): AskStep<Draft> {
  async function take(draft: Draft, product: Product, serial: { raw: string; value: string }): Promise<Answer<Draft>> {
    const twin = draft.products.find(
      other => other.id !== product.id && other.serial && sameSerial(other.serial.value, serial.value),
    );
    if (twin) return { kind: 'unclear', say: texts.serialTwice(twin.model ?? '') };
    const [open] = await returns.withSerials([serial.value]);
    return {
      kind: 'taken',
      draft: withProduct(draft, product.id, { serial, warranty: undefined }),
      say: open && texts.serialOnOpenRma,
    };
  }
  return {
    kind: 'ask',
    name: 'serial',
    field: 'serial',
    pending: due(lacksSerial),
    ask: draft => ({
      text: texts.askSerial(nameOf(draft, productFor(draft, lacksSerial))),
      choices: texts.cannotReadSerial,
    }),
    why: texts.whySerial,
    async answer(heard, draft, _turn, doubt) {
      const product = productFor(draft, lacksSerial);
      if (!product) return { kind: 'unclear' };
      const said = heard.understood.slots.products.find(mention => mention.serial)?.serial;
      const reading = readSerial(heard.text);
      if (said) return take(draft, product, said);
      // A phone number has the form of a serial, but not the other way round.
      if (heard.understood.slots.phone?.kind === 'phone') return { kind: 'unclear', say: texts.unclearSerial };
      const isOther =
        readNumber(heard.text).kind === 'number' || heard.understood.slots.products.some(one => one.model);
      if (reading.kind === 'serial' && !isOther) return take(draft, product, reading);
      const gone = reading.kind === 'unknown' || heard.understood.answer === 'no' || NONE.test(heard.text);
      if (doubt === 'no-serial' && (gone || texts.withoutSerialWords.test(heard.text))) {
        return { kind: 'taken', draft: withProduct(draft, product.id, { serial: null, warranty: undefined }) };
      }
      if (gone) return { kind: 'doubt', doubt: 'no-serial', ask: texts.withoutSerial(nameOf(draft, product)) };
      return {
        kind: 'unclear',
        say: reading.kind === 'malformed' ? texts.malformedSerial(reading.said) : texts.unclearSerial,
      };
    },
    shown: draft => shownOf(draft, lacksSerial, product => product.serial && quoted(product.serial.raw)),
  };
}
