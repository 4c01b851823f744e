/**
 * A case on the phone (R4, without what is hard to say: addresses are for the web): who it is, how to call back, which
 * product, what is wrong; then the number, and a code with which the chat goes on from here.
 */
import { nameStep } from '../../intake/contact.ts';
import type { Product } from '../../intake/draft.ts';
import { fillDraft } from '../../intake/fill.ts';
import { phoneStep } from '../../intake/phone.ts';
import { problemStep } from '../../intake/problem.ts';
import { warrantyStep } from '../../intake/warranty.ts';
import type { Heard, TurnContext } from '../../step.ts';
import { excerpt } from '../../texts/wording.ts';
import type { LineDependencies } from '../dependencies.ts';
import type { Jobs } from '../job.ts';
import { oneOf, PHONE_KEYS, phoneByKeys, spelledByKeys } from '../keypad.ts';
import { digits, spelled, words } from '../speech.ts';
import { putTogether } from '../spelled.ts';
import { detailStep, ownPhoneStep, productStep, unitStep, wide, wideDo, withoutSince } from './asking.ts';
import { ReportDraft } from './draft.ts';
import { codeStep, goOnStep, openStep } from './numbers.ts';

const SERIAL_KEYS = 30;
const DETAIL_SECONDS = 120;

export function createReport(deps: LineDependencies): Jobs<ReportDraft> {
  const { texts, line, country } = deps;
  const { report } = line;
  const always = () => true;
  const isOwn = (draft: ReportDraft) => draft.from !== undefined && draft.ownPhone === undefined;
  const lastSerial = ({ products }: ReportDraft) => products[0]?.serial?.value;

  return {
    name: 'report',
    draft: ReportDraft,
    steps: [
      wide(nameStep(texts, always)),
      ownPhoneStep(isOwn),
      wide(phoneStep(texts, country, always)),
      productStep(deps),
      unitStep(deps),
      wide(problemStep(deps)),
      withoutSince,
      wideDo(warrantyStep(deps)),
      detailStep,
      openStep(deps),
      goOnStep(deps),
      codeStep(deps),
    ],
    voices: {
      name: {
        wordings: report.name,
        next: { keys: 1, speech: true },
        settled: ({ contact }) => (contact.name ? [words(report.thanks(contact.name))] : []),
      },
      'own-phone': { wordings: report.ownPhone, keyed: oneOf('yes', 'no') },
      phone: {
        wordings: report.phone,
        next: { keys: PHONE_KEYS, speech: true, seconds: 10 },
        keyed: phoneByKeys,
        readBack: ({ contact }) => [words(report.phoneHeard), digits(grouped(contact.phone ?? ''))],
      },
      model: {
        heardAs: putTogether,
        wordings: report.model,
        next: { keys: 1, speech: true, hints: [...deps.productNames] },
        keyed: oneOf('yes', 'no'),
      },
      serial: {
        wordings: report.serial,
        heardAs: putTogether,
        next: { keys: SERIAL_KEYS, speech: true, seconds: 10 },
        keyed: keys => (keys.length === 1 ? oneOf('yes', 'no')(keys) : spelledByKeys(keys)),
        readBack: draft => {
          const serial = lastSerial(draft);
          return serial ? [words(report.serialHeard), spelled(serial)] : [];
        },
      },
      problem: {
        wordings: report.problem,
        next: { seconds: 8 },
        settled: ({ products }) => [words(report.noted(excerpt(products[0]?.problem ?? '')))],
      },
      detail: {
        wordings: [report.detail, report.detail, report.detail],
        next: { do: 'record', seconds: DETAIL_SECONDS },
        keyed: () => 'done',
      },
      'go-on': { wordings: report.goOn, keyed: oneOf('yes', 'no') },
    },
    fill: (heard, draft, turn, step) => filled(deps, heard, draft, turn, step),
  };
}

/** What a sentence tells besides; an address or a second product is for the chat. */
function filled(
  deps: LineDependencies,
  heard: Heard,
  draft: ReportDraft,
  turn: TurnContext,
  step: string | undefined,
): ReportDraft {
  const form = { ...deps, onExistingCase: false };
  const { contact, products } = fillDraft(form, heard, draft, turn, step === undefined ? undefined : { step }).draft;
  return { ...draft, contact: { ...contact, ...draft.contact }, products: products.slice(0, 1).map(asFarAsSaid) };

  /** A family by its name is as much as one can ask for by phone. */
  function asFarAsSaid(product: Product): Product {
    const family = product.model === undefined ? deps.catalog.family(product.family ?? '') : undefined;
    return family ? { ...product, model: family.name, kind: family.kind } : product;
  }
}

/** Three, three and four from the end, as numbers are said. */
function grouped(phone: string): string {
  const figures = phone.split(';')[0]?.replace(/\D/g, '') ?? '';
  const [end, middle, start] = [figures.slice(-4), figures.slice(-7, -4), figures.slice(0, -7)];
  return [start.slice(0, -3), start.slice(-3), middle, end].filter(Boolean).join(' ');
}
