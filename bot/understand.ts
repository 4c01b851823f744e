/**
 * `npm run -s understand`: reads lines of JSON `{"text", "now"}` from standard input, and writes for each what the desk
 * makes of it: `{"intent", "slots", "topic", "topics", "confident", "score", "text"}`.
 */
import { env, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { dateIn } from '../services/calendar.ts';
import { loadProfile, ProfileError } from '../services/profile/profile.ts';
import { ConfigError, loadConfig } from './config.ts';
import { createReader } from './reader.ts';

const Line = z.object({ text: z.string(), now: z.string().optional() });

async function main(): Promise<void> {
  const { profileDir } = loadConfig(env);
  const reader = await createReader(await loadProfile(profileDir));
  for await (const line of createInterface({ input: stdin })) {
    if (line.trim() === '') continue;
    const read = parsed(line);
    const answer = read ? await reader(read.text, noonOf(read.now)) : { error: 'not a line of JSON {"text", "now"}' };
    stdout.write(`${JSON.stringify(answer)}\n`);
  }
}

function parsed(line: string): z.infer<typeof Line> | undefined {
  try {
    return Line.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** A day without a time is taken at noon, so that it is that day nearly everywhere. */
function noonOf(now: string | undefined): Date {
  const day = now ?? dateIn('UTC', new Date());
  const instant = new Date(/^\d{4}-\d\d-\d\d$/.test(day) ? `${day}T12:00:00Z` : day);
  return Number.isNaN(instant.getTime()) ? new Date() : instant;
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof ProfileError;
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
