/** The evaluation's own lines: what people write, with what it means. `held` lines were kept apart while the desk was tuned. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const Split = z.enum(['dev', 'held']);

const IntentLine = z.object({
  text: z.string(),
  intent: z.string(),
  alsoOk: z.array(z.string()).optional(),
  slots: z.record(z.string(), z.unknown()),
  split: Split,
  now: z.string().optional(),
});
export type IntentLine = z.infer<typeof IntentLine>;

/** A question, with every article that answers it. */
const FaqLine = z.object({ text: z.string(), topic: z.array(z.string()).min(1), style: z.string(), split: Split });
export type FaqLine = z.infer<typeof FaqLine>;

/** A line that no article answers. */
const OtherLine = z.object({ text: z.string(), kind: z.string(), split: Split });
export type OtherLine = z.infer<typeof OtherLine>;

/** What an answer to a topic must say, and must not, as patterns. */
const Topic = z.object({ id: z.string(), facts: z.array(z.string()), mustNot: z.array(z.string()).default([]) });
export type Topic = z.infer<typeof Topic>;

const FOLDER = join(process.cwd(), 'test/eval');

function read<T>(file: string, schema: z.ZodType<T>): T[] {
  const lines = readFileSync(join(FOLDER, file), 'utf8').split('\n').filter(Boolean);
  return lines.map(line => schema.parse(JSON.parse(line)));
}

export const intentLines = (): IntentLine[] => read('intents.jsonl', IntentLine);
export const faqLines = (): FaqLine[] => read('faq.jsonl', FaqLine);
export const otherLines = (): OtherLine[] => read('oos.jsonl', OtherLine);
export const topics = (): Topic[] =>
  z.array(Topic).parse(JSON.parse(readFileSync(join(FOLDER, 'topics.json'), 'utf8')));
