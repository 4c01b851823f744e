/** The summary: everything in one form, each line of which can be changed before anything is issued. */
import { writeDate } from '../../services/calendar.ts';
import type { SummaryCard } from '../card.ts';
import { type Choice, plain, quoted } from '../reply.ts';
import type { AskStep, Heard, TurnContext } from '../step.ts';
import type { FormSection, Texts } from '../texts/en.ts';
import { writePhone } from '../texts/phone.ts';
import { excerpt } from '../texts/wording.ts';
import { writeAddress } from '../understanding/address.ts';
import { readLabelled } from '../understanding/change.ts';
import type { Change, Field } from '../understanding/understood.ts';
import type { Draft, Product } from './draft.ts';
import { standsAsOnFile } from './on-file.ts';
import { summaryVersion } from './request-marks.ts';

/** Choices shown at once when the person wants to change something. */
const MOST_CHOICES = 16;

/** The fields as people name them when asked what to change. */
const NAMED: [RegExp, Field][] = [
  [
    /\bno (e-?)?mails\b|\be-?mails? (about|for|on) (the )?status\b|\b(status|notification)s? (e-?)?mails?\b/i,
    'statusEmails',
  ],
  [/\be-?mail\b/i, 'email'],
  [/\b(phone|telephone|mobile|cell)\b/i, 'phone'],
  [/\b(company|firm|business)\b/i, 'company'],
  [/\b(bill|billing|invoice)\b/i, 'billing'],
  [/\b(ship|ship-?to|shipping|delivery|return address)\b/i, 'shipTo'],
  [/\b(serial|s\/n)\b/i, 'serial'],
  [/\b(firmware|software)\b/i, 'firmware'],
  [/\b(model|product)\b/i, 'model'],
  [/\b(problem|fault|symptom|description)\b/i, 'problem'],
  [/\b(since|date|began)\b/i, 'since'],
  [/\b(data|disks?|recordings?)\b/i, 'data'],
  [/\b(expedited?|speed|fast(er)?|rush)\b/i, 'expedited'],
  [/\bname\b/i, 'name'],
];

const CHANGE = /\b(change|edit|correct|wrong|not right|mistake|fix|update|something)\b/i;

export function summaryStep(deps: {
  texts: Texts;
  country: string;
  /** Whether an RMA is wanted: then its wishes belong to the form. */
  forReturn: boolean;
}): AskStep<Draft> {
  const { texts } = deps;
  return {
    kind: 'ask',
    name: 'summary',
    pending: draft => draft.confirmed === undefined && draft.troubleshooting !== 'solved',
    ask(draft, turn) {
      const sections = form(deps, draft, turn);
      const choices = deps.forReturn ? texts.confirmRma : texts.confirmCase;
      return {
        text: texts.summary(sections, texts.summaryOpening),
        choices,
        card: summaryCard(texts, sections, choices, summaryVersion(draft)),
      };
    },
    why: texts.whySummary,
    answer(heard, draft, _turn, doubt) {
      const labelled = readLabelled(heard.text, heard.understood.slots);
      if (labelled) return { kind: 'elsewhere', change: labelled };
      const named = namedField(heard);
      const isYes = heard.understood.answer === 'yes' && !/\b(but|except|change|not|no)\b|\?/i.test(heard.text);
      // A yes to "what shall I change?" confirms nothing: the form is shown once more.
      if (isYes && doubt !== undefined) return { kind: 'unclear', say: texts.goingOn };
      if (isYes) {
        return { kind: 'taken', draft: { ...draft, confirmed: true } };
      }
      if (named) return { kind: 'elsewhere', change: named };
      if (heard.understood.answer !== 'no' && !CHANGE.test(heard.text)) return { kind: 'unclear' };
      return { kind: 'doubt', doubt: 'change', ask: { text: texts.whatToChange, choices: changeable(deps, draft) } };
    },
  };
}

/** The form as a card. Its words are plain: what is quoted for Markdown is as it was typed again. */
function summaryCard(texts: Texts, sections: FormSection[], choices: Choice[], version: string): SummaryCard {
  const { title, lead } = texts.summaryCard;
  return {
    kind: 'summary',
    version,
    lead,
    title,
    sections: sections.map(section => ({
      title: plain(section.title),
      lines: section.lines.map(line => ({ label: line.label, value: plain(line.value) })),
    })),
    choices,
  };
}

function namedField(heard: Heard): Change | undefined {
  const field = NAMED.find(([pattern]) => pattern.test(heard.text))?.[1];
  const item = /\b(?:product|item|unit|number|#) ?(\d{1,2})\b/i.exec(heard.text)?.[1];
  return field && { field, ...(item ? { item: Number(item) } : {}) };
}

/** A choice for each line that can be changed. */
function changeable({ texts, forReturn }: { texts: Texts; forReturn: boolean }, draft: Draft): Choice[] {
  const { labels } = texts;
  const person = draft.caseNumber ? [] : [labels.name, labels.email, labels.phone, labels.company, labels.billing];
  const perProduct = draft.caseNumber ? [] : [labels.model, labels.serial, labels.problem, labels.since];
  const several = draft.products.length > 1;
  const products = draft.products.flatMap((_, at) =>
    [...perProduct, ...(forReturn ? [labels.firmware] : [])].map(what =>
      texts.changeChoice(what, several ? at + 1 : undefined),
    ),
  );
  const wishes = forReturn ? [labels.expedited, labels.statusEmails] : [];
  return [
    ...[...person, labels.shipTo].map(what => texts.changeChoice(what)),
    ...products,
    ...wishes.map(what => texts.changeChoice(what)),
  ].slice(0, MOST_CHOICES);
}

function form(
  { texts, country, forReturn }: { texts: Texts; country: string; forReturn: boolean },
  draft: Draft,
  turn: TurnContext,
): FormSection[] {
  const { labels } = texts;
  const line = (label: string, value: string | undefined) =>
    value === undefined ? [] : [{ label: capital(label), value }];
  const yesNo = (value: boolean | undefined) => (value === undefined ? undefined : value ? texts.yes : texts.no);
  const { contact } = draft;
  const asOnFile = standsAsOnFile(draft);
  const filed = (value: string | undefined, isOnFile: boolean) =>
    value && isOnFile ? texts.verification.onFile(value) : value;
  const product = (one: Product, at: number): FormSection => ({
    title: labels.product(at + 1, one.model ?? ''),
    lines: [
      ...line(labels.serial, one.serial ? quoted(one.serial.raw) : labels.noSerial),
      ...line(labels.problem, one.problem && quoted(excerpt(one.problem))),
      ...line(
        labels.since,
        one.since ? texts.since(writeDate(one.since.value, turn.locale), one.since.vague) : texts.sinceUnknown,
      ),
      ...line(labels.warranty, one.warranty && texts.writeWarranty(one.warranty, turn.locale)),
      ...(forReturn
        ? line(labels.firmware, one.firmware && texts.writeFirmware(one.firmware.change, one.firmware.to))
        : []),
      ...(forReturn ? line(labels.data, one.data && texts.writeData(one.data)) : []),
    ],
  });
  return [
    ...(draft.caseNumber
      ? []
      : [
          {
            title: filed(labels.contact, asOnFile.contact) ?? '',
            lines: [
              ...line(labels.name, contact.name && quoted(contact.name)),
              ...line(labels.email, contact.email && quoted(contact.email)),
              ...line(labels.phone, contact.phone && writePhone(contact.phone, country)),
              ...line(labels.company, contact.company ? quoted(contact.company) : labels.none),
            ],
          },
        ]),
    {
      title: labels.addresses,
      lines: [
        ...line(labels.billing, filed(draft.billing && quoted(writeAddress(draft.billing)), asOnFile.billing)),
        ...line(
          labels.shipTo,
          draft.shipTo === 'billing'
            ? labels.same
            : filed(draft.shipTo && quoted(writeAddress(draft.shipTo)), asOnFile.shipTo),
        ),
      ],
    },
    ...draft.products.map(product),
    ...(turn.files > 0 ? [{ title: labels.files, lines: line(labels.attached, texts.countFiles(turn.files)) }] : []),
    ...(forReturn
      ? [
          {
            title: labels.repair,
            lines: [
              ...line(labels.expedited, yesNo(draft.expedited)),
              ...line(labels.statusEmails, yesNo(draft.statusEmails)),
            ],
          },
        ]
      : []),
  ];
}

function capital(label: string): string {
  return label.charAt(0).toUpperCase() + label.slice(1);
}
