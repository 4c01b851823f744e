/**
 * A call as a transcript that anybody can read: what the caller says or keys in, and what the line says to it.
 *
 *     (calls from +15595550142)         who calls; “(calls)” withholds the number
 *     caller: no picture                as the recognizer has understood it
 *     keys: 1
 *     (silence) (records 12 seconds) (nobody answers) (somebody answers) (hangs up) (10 minutes pass)
 *     line: What is wrong with it       a part of what is said then
 *     (rings desk@pbx.example.com with the case)
 */
import assert from 'node:assert/strict';
import type { Case } from '../../services/cases/case.ts';
import type { Caller, Line } from '../bot/channels/voice/phone.ts';

export interface CallScript {
  title: string;
  lines: string[];
}

export function readCallScript(text: string): CallScript {
  const [title = '', ...lines] = text.split('\n').map(line => line.trim());
  return { title: title.replace(/^# /, ''), lines: lines.filter(Boolean) };
}

export async function playCall({ lines }: CallScript, line: Line): Promise<void> {
  let caller: Caller | undefined;
  const now = () => caller ?? assert.fail('nobody has called');
  const opened = async () => (await line.world.store.collection<Case>('cases').find({}).toArray()).at(-1)?._id ?? '';

  const happenings: [RegExp, (...groups: string[]) => Promise<unknown>][] = [
    [
      /^\(calls(?: from (\+\d+))?\)$/,
      async from => {
        caller = await line.call(from || undefined);
      },
    ],
    [/^caller: (.+)$/, said => now().say(said)],
    [/^keys: (.+)$/, async keys => now().press(keys.replace('{case}', await opened()))],
    [/^\(silence\)$/, () => now().wait()],
    [/^\(records (\d+) seconds\)$/, seconds => now().record(Number(seconds))],
    [/^\(nobody answers\)$/, () => now().post({ DialCallStatus: 'no-answer' })],
    [/^\(somebody answers\)$/, () => now().post({ DialCallStatus: 'completed' })],
    [/^\(hangs up\)$/, () => now().hangUp()],
    [/^\((\d+) minutes pass\)$/, async minutes => line.world.pass(Number(minutes) / 60)],
    [
      /^\(rings (\S+?)( with the case)?\)$/,
      async (address, withCase) => {
        assert.equal(now().verb.name, 'Dial', now().heard);
        const uri = now().verb.children[0]?.text ?? '';
        assert.ok(uri.startsWith(`sip:${address}?`), uri);
        assert.equal(uri.includes(`X-Case-Id=${await opened()}`), withCase !== undefined, uri);
      },
    ],
    [/^\(the call ends\)$/, async () => assert.equal(now().verb.name, 'Hangup', now().heard)],
    [
      /^line: (.+)$/,
      async expected => {
        const number = (await opened()).replace(/^(\d{4})(\d{4})/, '$1 $2 ');
        assert.ok(now().heard.includes(expected.replace('{case}', number)), `not “${expected}”, but:\n${now().heard}`);
      },
    ],
  ];

  for (const [at, text] of lines.entries()) {
    const known = happenings.find(([pattern]) => pattern.test(text)) ?? assert.fail(`line ${at + 2}: ${text}`);
    const [pattern, happen] = known;
    try {
      const [, ...groups] = pattern.exec(text) ?? [];
      await happen(...groups);
    } catch (error) {
      throw new Error(`line ${at + 2} (${text})`, { cause: error });
    }
  }
}
