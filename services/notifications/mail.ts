/** A mail before it is sent, checked so that nothing in it can become another header or another recipient. */
import { z } from 'zod';

/** Line breaks and other control characters end a header and begin the next. */
const ONE_LINE = /^[^\p{Cc}\u2028\u2029]*$/u;
/** What may stand in one mailbox, and nothing that could make two of it, or a name and an address. */
const MAILBOX = /^[^\s\p{Cc}@,;:<>()[\]\\"]{1,64}@[^\s\p{Cc}@,;:<>()[\]\\"]{1,255}$/u;
const MOST_TEXT = 2_000_000;
/** Those that say who wrote it, to whom and what it is are the transport's own. */
const OWN_HEADERS =
  /^(?:from|sender|to|cc|bcc|reply-to|subject|date|message-id|mime-version|content-.*|return-path|received|dkim-signature|in-reply-to|references)$/i;

export const Letter = z.object({
  /** Control characters in what people typed become spaces: a subject is never refused for them. */
  subject: z.string().transform(text =>
    text
      .replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ')
      .trim()
      .slice(0, 250),
  ),
  text: z.string().min(1).max(MOST_TEXT),
  html: z.string().max(MOST_TEXT).optional(),
  /** More headers, such as `List-Unsubscribe`. */
  headers: z
    .record(
      z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/, 'must be a name of letters, digits and hyphens')
        .refine(name => !OWN_HEADERS.test(name), 'is set by the transport'),
      z.string().max(900).regex(ONE_LINE, 'must be one line'),
    )
    .optional(),
  /** The key of the mail that its thread begins with, whether that was ever sent or not: those of one thread stay together. */
  thread: z.string().max(300).optional(),
});
export type Letter = z.infer<typeof Letter>;

export const Address = z.string().max(254).regex(MAILBOX, 'must be one address');

/** What a transport is given: the letter, whom it goes to, and the id that lets a second copy be known as one. */
export interface Mail extends Letter {
  /** Of the mail, the same at every attempt; opaque. */
  key: string;
  to: string;
}

export type Delivery =
  | { kind: 'sent' }
  /** Trying again is of no use (SMTP 5xx); `code` is the server's, never its words, which may name people. */
  | { kind: 'refused'; code: string }
  | { kind: 'failed'; code: string };

export interface MailTransport {
  /** Never rejects. `signal` gives the attempt up. */
  send(mail: Mail, signal: AbortSignal): Promise<Delivery>;
}
