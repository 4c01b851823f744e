/** A mail as nodemailer takes it: the same from the same mail, so that a copy sent twice is known as one. */
import { createHash } from 'node:crypto';
import type { SendMailOptions } from 'nodemailer';
import type { Mail } from './mail.ts';

export function messageOf({ key, to, subject, text, html, headers, thread }: Mail, from: string): SendMailOptions {
  const domain = /@([^\s@>]+)>?\s*$/.exec(from)?.[1] ?? 'localhost';
  const idOf = (of: string) => `<${digestOf(of)}@${domain}>`;
  const beginning = thread === undefined || thread === key ? undefined : idOf(thread);
  return {
    from,
    // As an object, an address is not read once more, for a list of them for instance.
    to: { name: '', address: to },
    envelope: { from, to: [to] },
    subject,
    text,
    ...(html !== undefined && { html }),
    headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
    messageId: idOf(key),
    ...(beginning !== undefined && { inReplyTo: beginning, references: beginning }),
    // Nothing in a mail makes the desk read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** Fit for a file name and a header, whatever the key is made of. */
export function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 40);
}
