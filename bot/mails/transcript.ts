/** A conversation as a mail, in text and HTML: read from the record when it is sent. */
import { plain } from '../../dialogs/reply.ts';
import type { Texts } from '../../dialogs/texts/en.ts';
import type { Letter } from '../../services/notifications/mail.ts';
import type { Compose } from '../../services/notifications/postman.ts';
import { TranscriptOrder } from '../../services/notifications/transcripts.ts';
import type { Desk, Turn } from '../conversation.ts';
import { type Html, html } from '../web/html.ts';
import { framed } from './letter.ts';
import { hostsIn, takenApart } from './links.ts';
import { mailHtml } from './markdown.ts';
import { readable } from './readable.ts';

/** One message, with its words for either form of the mail. */
interface Line {
  who: 'you' | 'desk';
  at: Date;
  text: string;
  html: Html;
}

/** The mail is ordered a moment before the turn that asks for it is saved; after that long it is sent without that turn. */
const WAITS_MS = 60_000;

export function createTranscriptMail(deps: {
  history: Desk['history'];
  texts: Texts['transcriptMail'];
  now: () => Date;
}): Compose {
  return async (order, { queuedAt }) => {
    const wish = TranscriptOrder.parse(order.about);
    const turns = (await deps.history(wish.channel, wish.conversation)) ?? [];
    const last = turns.findLastIndex(({ activityId }) => activityId === wish.activityId);
    if (last < 0 && deps.now().getTime() - queuedAt.getTime() < WAITS_MS) return { kind: 'later' };
    const told = turns.slice(0, last < 0 ? turns.length : last + 1);
    if (told.length === 0) return { kind: 'gone' };
    return { kind: 'letter', letter: letterOf(told, wish, deps.texts) };
  };
}

export function letterOf(
  turns: readonly Turn[],
  { timeZone, locale, caseNumber }: Pick<TranscriptOrder, 'timeZone' | 'locale' | 'caseNumber'>,
  texts: Texts['transcriptMail'],
): Letter {
  const hosts = new Set(turns.flatMap(turn => ownWords(turn).flatMap(words => hostsIn(readable(words)))));
  const lines = turns.flatMap(turn => linesOf(turn, hosts, texts));
  const dayOf = formatter(locale, timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
  const timeOf = formatter(locale, timeZone, { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' });
  const subject = texts.subject(caseNumber);
  const opening = [texts.opening, ...(caseNumber ? [texts.caseLine(caseNumber)] : [])];
  const days = byDay(lines, dayOf);

  return framed({
    subject,
    title: texts.title,
    preview: texts.opening,
    body: {
      text: [
        ...opening,
        ...days.flatMap(([day, ofDay]) => [
          `— ${day} —`,
          ...ofDay.map(line => `${texts[line.who]}, ${timeOf(line.at)}:\n${line.text.replace(/^(?=.)/gm, '    ')}`),
        ]),
      ].join('\n\n'),
      html: html`${opening.map(line => html`<p style="margin:0 0 8px">${line}</p>`)}
${days.map(
  ([day, ofDay]) =>
    html`<h2 class="faint" style="${STYLE.day}">${day}</h2>
${ofDay.map(
  line => html`<div class="${line.who}" style="${line.who === 'you' ? STYLE.you : STYLE.desk}">
<p class="faint" style="${STYLE.who}"><strong>${texts[line.who]}</strong>, ${timeOf(line.at)}</p>
${line.html}</div>
`,
)}`,
)}`,
    },
    foot: [texts.reach(caseNumber), texts.notYou],
  });
}

/** The days in order, each with what was said on it. */
function byDay(lines: readonly Line[], dayOf: (at: Date) => string): [day: string, lines: Line[]][] {
  const days = new Map<string, Line[]>();
  for (const line of lines) days.set(dayOf(line.at), [...(days.get(dayOf(line.at)) ?? []), line]);
  return [...days];
}

/** All that a person said or typed into a card: the desk may quote it. */
function ownWords({ said, caughtUp = [] }: Turn): string[] {
  const typed = said.sent?.kind === 'contact-form' ? Object.values(said.sent.values) : [];
  return [...caughtUp, said.text, ...typed];
}

/** @param hosts those that the person has named */
function linesOf(turn: Turn, hosts: ReadonlySet<string>, texts: Texts['transcriptMail']): Line[] {
  const { said, at, caughtUp = [], replies } = turn;
  const files = said.attachments > 0 ? texts.file(said.attachments) : '';
  const own = said.kind === 'message' ? [...caughtUp, [said.text.trim(), files].filter(Boolean).join('\n')] : [];
  return [
    ...own.map((words): Line => {
      const text = takenApart(readable(words));
      return { who: 'you', at, text, html: html`<p style="margin:0;white-space:pre-line">${text}</p>` };
    }),
    ...replies.map((reply): Line => {
      const text = takenApart(readable(reply.text), hosts);
      return { who: 'desk', at, text: plain(text), html: mailHtml(text) };
    }),
  ];
}

/** A zone or language that this machine does not know costs neither the mail nor the times. */
function formatter(locale: string, timeZone: string, options: Intl.DateTimeFormatOptions): (at: Date) => string {
  try {
    const format = new Intl.DateTimeFormat(locale, { ...options, timeZone });
    return at => format.format(at);
  } catch {
    const format = new Intl.DateTimeFormat('en-US', { ...options, timeZone: 'UTC' });
    return at => format.format(at);
  }
}

const STYLE = {
  day: 'font-size:14px;font-weight:normal;color:#51646c;margin:24px 0 12px',
  who: 'font-size:13px;color:#51646c;margin:0 0 4px',
  desk: 'margin:0 0 12px;padding:8px 14px;border-left:3px solid #7b8d94;overflow-wrap:anywhere',
  you: 'margin:0 0 12px;padding:8px 14px;border-left:3px solid #0b6b62;overflow-wrap:anywhere',
};
