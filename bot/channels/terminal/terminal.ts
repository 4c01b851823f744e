/** The desk in a terminal: plain text, choices numbered so that a digit is enough. */
import { type Choice, plain, type Reply } from '../../../dialogs/reply.ts';
import type { Desk } from '../../conversation.ts';

export interface Terminal {
  /** Shows the greeting. */
  open(): Promise<void>;
  /** Takes one line, and resolves once the answer is printed. */
  say(line: string): Promise<void>;
}

export function createTerminal(deps: {
  desk: Desk;
  conversation: string;
  drawId: () => string;
  print: (text: string) => void;
}): Terminal {
  const { desk, conversation, drawId, print } = deps;
  let choices: Choice[] = [];

  async function take(kind: 'arrived' | 'message', text: string): Promise<void> {
    const outcome = await desk.take({
      channel: 'terminal',
      conversation,
      activityId: drawId(),
      said: { kind, text, attachments: 0, from: 'you' },
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    });
    const replies = outcome.kind === 'done' ? outcome.turn.replies : outcome.replies;
    choices = replies.at(-1)?.choices ?? [];
    for (const reply of replies) print(`\n${shown(reply)}\n`);
    print(`${choices.map((choice, at) => `  [${at + 1}] ${choice.title}\n`).join('')}\n`);
  }

  return {
    open: () => take('arrived', ''),
    say(line) {
      const chosen = /^\s*\d{1,2}\s*$/.test(line) ? choices[Number(line) - 1] : undefined;
      return take('message', chosen?.value ?? line);
    },
  };
}

/** Control characters in what a person typed must not reach the terminal. */
function shown({ text }: Reply): string {
  return plain(text).replace(/[^\P{Cc}\n]/gu, '');
}
