/** What a repair would cost, and what the customer said to it on the phone (R18, R20). */
import { readMoney, writeMoney } from '../../../../../services/money.ts';
import { EstimateAnswer, EstimateLine } from '../../../../../services/returns/estimate.ts';
import { openEstimate } from '../../../../../services/returns/estimating.ts';
import { isHere } from '../../../../../services/returns/receipt.ts';
import { type Element, run } from '../../../elements.ts';
import type { MovingTexts } from '../../texts-moving.ts';
import {
  type Choice,
  choiceInput,
  type Filled,
  filledAt,
  noteIn,
  noteInput,
  sideBySide,
  textInput,
} from '../fields.ts';
import { type Asking, type FormOf, ofReturn, type ReturnHit, wrong } from './form.ts';

const ALL = 'all';
/** Rows that are there to be filled in, and as many as a card holds. */
const ROWS = 6;
const MOST_ROWS = 12;
const EVERY_ROW = Array.from({ length: MOST_ROWS }, (_, at) => at + 1);
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** In the smallest unit, or what is wrong with it; 0 where nothing stands there. */
function amountIn(filled: Filled, id: string, what: string, currency: string, { fault }: MovingTexts) {
  const typed = filledAt(filled, id);
  if (typed === undefined) return { amount: 0, faults: [] };
  const amount = readMoney(typed, currency);
  if (amount === undefined) return { amount: 0, faults: [fault.amount(what, currency)] };
  return { amount, faults: EstimateLine.shape.amount.safeParse(amount).success ? [] : [fault.tooMuch(what)] };
}

function rowInputs(row: number, filled: Filled, choices: readonly Choice[], { label }: MovingTexts): Element {
  const item = choiceInput(`item-${row}`, label.forItem, choices, { [`item-${row}`]: ALL, ...filled });
  return sideBySide(
    [
      textInput(`text-${row}`, label.line(row), filled),
      textInput(`amount-${row}`, label.amount, filled, { maxLength: 20, placeholder: '185.00' }),
      ...(choices.length > 2 ? [item] : []),
    ],
    [3, 2, 2],
  );
}

export const estimating: FormOf<ReturnHit> = {
  /** One that replaces another begins with what that said. */
  first({ hit, currency }) {
    const before = openEstimate(hit.rma);
    if (!before) return { currency };
    const plain = (amount: number) => writeMoney(amount, before.currency).replace(before.currency, '').trim();
    const lines = before.lines.length > MOST_ROWS ? [] : before.lines;
    const rows = lines.flatMap(({ text, amount, item }, at): [string, string][] => [
      [`text-${at + 1}`, text],
      [`amount-${at + 1}`, plain(amount)],
      [`item-${at + 1}`, item ?? ALL],
    ]);
    const fee = plain(before.diagnosticsFee);
    return { ...Object.fromEntries(rows), currency: before.currency, fee, note: before.note ?? '' };
  },

  fields(filled, { hit, texts }) {
    const choices = [
      { title: texts.allItems, value: ALL },
      ...hit.rma.items.filter(isHere).map(({ id, model, serial }) => {
        return { title: texts.item(id, model, serial?.raw), value: id };
      }),
    ];
    const before = openEstimate(hit.rma)?.lines.length ?? 0;
    const last = EVERY_ROW.findLast(row => filledAt(filled, `text-${row}`) ?? filledAt(filled, `amount-${row}`)) ?? 0;
    const rows = EVERY_ROW.slice(0, Math.max(ROWS, last));
    return [
      ...(before > MOST_ROWS ? [run(texts.replacesAll(before))] : []),
      textInput('currency', texts.label.currency, filled, { maxLength: 3 }),
      ...rows.map(row => rowInputs(row, filled, choices, texts)),
      textInput('fee', texts.label.fee, filled, { maxLength: 20, placeholder: '0' }),
      noteInput('note', texts.label.customerNote, filled),
    ];
  },

  read(filled, { texts }) {
    const { fault, label } = texts;
    const currency = (filled['currency'] ?? '').toUpperCase();
    if (!CURRENCIES.has(currency)) return wrong(fault.currency);
    const rows = EVERY_ROW.filter(row => filledAt(filled, `text-${row}`) ?? filledAt(filled, `amount-${row}`));
    const lines = rows.map(row => {
      const text = filledAt(filled, `text-${row}`);
      const money = amountIn(filled, `amount-${row}`, label.line(row), currency, texts);
      const isBare = filledAt(filled, `amount-${row}`) === undefined;
      const item = filled[`item-${row}`] === ALL ? undefined : filledAt(filled, `item-${row}`);
      const faults = [
        ...(text === undefined ? [fault.lineText(row)] : []),
        ...(isBare ? [fault.amount(label.line(row), currency)] : money.faults),
      ];
      return { line: { text: text ?? '', amount: money.amount, item }, faults };
    });
    const fee = amountIn(filled, 'fee', label.fee, currency, texts);
    const faults = [...(rows.length === 0 ? [fault.noLine] : []), ...lines.flatMap(one => one.faults), ...fee.faults];
    if (faults.length > 0) return wrong(...faults);
    const terms = { currency, lines: lines.map(({ line }) => line), diagnosticsFee: fee.amount, note: noteIn(filled) };
    return ofReturn({ kind: 'estimate', terms });
  },
};

export const answering: FormOf<ReturnHit> = {
  fields(filled, { hit, texts }: Asking<ReturnHit>) {
    const choices = EstimateAnswer.options.map(value => ({ title: texts.answer[value], value }));
    const open = openEstimate(hit.rma);
    return [
      choiceInput('answer', texts.answerTo(open), choices, filled, { style: 'expanded' }),
      noteInput('note', texts.label.said, filled),
    ];
  },

  read(filled: Filled, { hit, texts }) {
    const answer = EstimateAnswer.safeParse(filled['answer']).data;
    const note = noteIn(filled);
    const open = openEstimate(hit.rma);
    if (!answer || note === undefined) {
      return wrong(...(answer ? [] : [texts.fault.answer]), ...(note === undefined ? [texts.fault.said] : []));
    }
    return ofReturn({ kind: 'estimate-answered', estimate: open?.id ?? '', answer, note });
  },
};
