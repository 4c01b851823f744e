/** What a repair would cost, and what the customer said to it on the phone (R18, R20). */
import { readMoney, writeMoney } from '../../../../../services/money.ts';
import { EstimateAnswer } from '../../../../../services/returns/estimate.ts';
import { openEstimate } from '../../../../../services/returns/estimating.ts';
import { isHere } from '../../../../../services/returns/receipt.ts';
import type { Element } from '../../../elements.ts';
import { choiceInput, type Filled, filledAt, noteInput, textInput } from '../fields.ts';
import { type Asking, type FormOf, ofReturn, type ReturnHit, wrong } from './form.ts';

const ALL = 'all';
const ROWS = [1, 2, 3, 4, 5, 6];
const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

export const estimating: FormOf<ReturnHit> = {
  /** One that replaces another begins with what that said. */
  first({ hit, currency }) {
    const before = openEstimate(hit.rma);
    if (!before) return { currency };
    const plain = (amount: number) => writeMoney(amount, before.currency).replace(before.currency, '').trim();
    const lines = before.lines.slice(0, ROWS.length).flatMap(({ text, amount, item }, at): [string, string][] => [
      [`text-${at + 1}`, text],
      [`amount-${at + 1}`, plain(amount)],
      [`item-${at + 1}`, item ?? ALL],
    ]);
    const fee = plain(before.diagnosticsFee);
    return { ...Object.fromEntries(lines), currency: before.currency, fee, note: before.note ?? '' };
  },

  fields(filled, { hit, texts }) {
    const items = hit.rma.items.filter(isHere);
    const choices = [
      { title: texts.allItems, value: ALL },
      ...items.map(({ id, model, serial }) => ({ title: texts.item(id, model, serial?.raw), value: id })),
    ];
    const rows = ROWS.map(
      (row): Element => ({
        type: 'Container',
        ...(row > 1 && { separator: true }),
        items: [
          textInput(`text-${row}`, texts.label.line(row), filled, { maxLength: 200 }),
          textInput(`amount-${row}`, texts.label.amount, filled, { maxLength: 20, placeholder: '185.00' }),
          ...(items.length > 1
            ? [choiceInput(`item-${row}`, texts.label.forItem, choices, { [`item-${row}`]: ALL, ...filled })]
            : []),
        ],
      }),
    );
    return [
      textInput('currency', texts.label.currency, filled, { maxLength: 3 }),
      ...rows,
      textInput('fee', texts.label.fee, filled, { maxLength: 20, placeholder: '0' }),
      noteInput('note', texts.label.customerNote, filled),
    ];
  },

  read(filled, { texts }) {
    const currency = (filled['currency'] ?? '').toUpperCase();
    const isKnown = CURRENCIES.has(currency);
    const money = (id: string) =>
      filledAt(filled, id) === undefined ? undefined : readMoney(filled[id] ?? '', currency);
    const rows = ROWS.filter(row => filledAt(filled, `text-${row}`) ?? filledAt(filled, `amount-${row}`));
    const lines = rows.map(row => ({
      text: filledAt(filled, `text-${row}`),
      amount: money(`amount-${row}`),
      item: filled[`item-${row}`] === ALL ? undefined : filledAt(filled, `item-${row}`),
    }));
    const fee = filledAt(filled, 'fee') === undefined ? 0 : money('fee');
    const faults = [
      ...(isKnown ? [] : [texts.fault.currency]),
      ...(rows.length === 0 ? [texts.fault.noLine] : []),
      ...lines.flatMap(({ text, amount }, at) => [
        ...(text === undefined ? [texts.fault.lineText(rows[at] ?? 0)] : []),
        ...(isKnown && amount === undefined ? [texts.fault.amount(texts.label.line(rows[at] ?? 0), currency)] : []),
      ]),
      ...(isKnown && fee === undefined ? [texts.fault.amount(texts.label.fee, currency)] : []),
    ];
    if (faults.length > 0 || fee === undefined) return wrong(...faults);
    const whole = lines.map(({ text = '', amount = 0, item }) => ({ text, amount, item }));
    const note = filledAt(filled, 'note')?.slice(0, 1_000);
    return ofReturn({ kind: 'estimate', terms: { currency, lines: whole, diagnosticsFee: fee, note } });
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
    const note = filledAt(filled, 'note');
    const open = openEstimate(hit.rma);
    if (!answer || note === undefined) {
      return wrong(...(answer ? [] : [texts.fault.answer]), ...(note === undefined ? [texts.fault.said] : []));
    }
    return ofReturn({ kind: 'estimate-answered', estimate: open?.id ?? '', answer, note });
  },
};
