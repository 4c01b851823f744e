/** Where no server is named, mails land in a folder, for whoever runs the desk alone to look at with any mail program. */
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { Delivery, MailTransport } from './mail.ts';
import { digestOf, messageOf } from './message.ts';

/** Under the name of its key, so that a mail that is written again is still one; private, for people wrote it. */
export function createMailFolder({ folder, from }: { folder: string; from: string }): MailTransport {
  const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
  return {
    async send(mail): Promise<Delivery> {
      try {
        const { message } = await composer.sendMail(messageOf(mail, from));
        const path = join(folder, `${digestOf(mail.key)}.eml`);
        await written(`${path}~`, message as Buffer).catch(async error => {
          if (!isMissing(error)) throw error;
          await mkdir(folder, { recursive: true, mode: 0o700 });
          await written(`${path}~`, message as Buffer);
        });
        await rename(`${path}~`, path);
        return { kind: 'sent' };
      } catch (error) {
        return { kind: 'failed', code: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' };
      }
    },
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

async function written(path: string, content: Uint8Array): Promise<void> {
  const file = await open(path, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}
