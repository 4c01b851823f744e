import { z } from 'zod';
import { KeptFile } from '../services/attachments/attachments.ts';
import { Card } from './card.ts';
import { LineReply } from './line/port.ts';

/** An answer offered as a button: what it shows, and what it says when pressed. */
export const Choice = z.object({ title: z.string(), value: z.string() });
export type Choice = z.infer<typeof Choice>;

/** One message of the desk, independent of any channel. */
export const Reply = z.object({
  /** Light Markdown (bold, lists, line breaks). Whatever a person typed has been through `quoted` first. */
  text: z.string(),
  /** The same for the ear: short, no Markdown. Left out where the text can be spoken as it is. */
  speak: z.string().optional(),
  choices: z.array(Choice).optional(),
  /** The article that it is answered from. */
  article: z.string().optional(),
  /** The key by which it is counted, once, whether this answer helped. */
  vote: z.string().optional(),
  /** Asks how it went: whoever ends the chat is not asked again. */
  asksRating: z.literal(true).optional(),
  /** Whoever of the staff says it, in place of the desk. */
  by: z.string().optional(),
  /** The hand-off that begins with this message, for a hub that takes it over. */
  handoff: z.string().optional(),
  /** What they send along. */
  files: z.array(KeptFile).optional(),
  /** The same on the phone, and what the line does then. */
  line: LineReply.optional().catch(undefined),
  /** What the message is about, for programs: numbers that were issued. */
  about: z.object({ caseNumber: z.string().optional(), rmaNumber: z.string().optional() }).optional(),
  /** The same as a card, for channels that show one. One that another build wrote and this one cannot read is left out. */
  card: Card.optional().catch(undefined),
});
export type Reply = z.infer<typeof Reply>;

/**
 * A person's own words made harmless inside Markdown: no HTML, no formatting, no links, one line.
 * Plain words, addresses and numbers come out as they went in.
 */
export function quoted(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*[\]|~]/g, '\\$&')
    .replace(/(?<!\w)_|_(?!\w)/g, '\\_')
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')
    .replace(/^([#+-])(?=\s|#)/, '\\$1');
}

/** Markdown back to plain text, for the terminal and for anything that only speaks. */
export function plain(markdown: string): string {
  return (
    markdown
      .replace(/\*\*(.+?)\*\*/g, '$1')
      // Links are the desk's own: in a person's words the brackets are escaped.
      .replace(/(?<!\\)\[([^\]]+)\]\((https?:[^)\s]+)\)/g, '$1: $2')
      .replace(/\\([\\`*[\]|~_#+\-.)])/g, '$1')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
  );
}

/** The question with the lines before it. */
export function after(lead: (string | undefined)[], question: Reply): Reply {
  const opening = joined(lead);
  if (!opening) return question;
  const { card } = question;
  return {
    ...question,
    text: joined([opening, question.text]),
    ...(card && { card: { ...card, lead: joined([opening, card.lead]) } }),
  };
}

export function joined(lines: (string | undefined)[]): string {
  return lines.filter(Boolean).join('\n\n');
}

export function unique(choices: Choice[]): Choice[] {
  return choices.filter((choice, at) => choices.findIndex(other => other.value === choice.value) === at);
}

/** An answer before other replies; its choices go to the last of them, where they can be pressed. */
export function answerFirst(answer: Reply, replies: readonly Reply[], choices: readonly Choice[] = []): Reply[] {
  const last = replies.at(-1);
  const offered = last && choices.length ? { ...last, choices: unique([...choices, ...(last.choices ?? [])]) } : last;
  return [answer, ...replies.slice(0, -1), ...(offered ? [offered] : [])];
}
