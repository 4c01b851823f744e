/** The toll-free line in a terminal: what is said is printed, figures are keys, words are speech, an empty line is silence. */
import type { LineEvent, LineReply } from '../../../dialogs/line/port.ts';
import { written } from '../../../dialogs/line/speech.ts';
import type { Desk } from '../../conversation.ts';
import { inboundOf } from '../voice/incoming.ts';
import type { Terminal } from './terminal.ts';

/** As many words as are said in a second. */
const WORDS_A_SECOND = 2.5;

export function createTelephone(deps: {
  desk: Pick<Desk, 'take'>;
  conversation: string;
  /** E.164: whoever calls. */
  from: string;
  /** BCP 47, and IANA. */
  language: string;
  timeZone: string;
  print: (text: string) => void;
}): Terminal {
  const { desk, conversation, from, language, timeZone, print } = deps;
  let steps = 0;
  let last: LineReply | undefined;

  async function take(event: LineEvent): Promise<void> {
    const activityId = `${event.kind === 'called' ? 'call' : 'step'}-${steps++}`;
    const outcome = await desk.take(inboundOf(event, { conversation, activityId, language, timeZone }));
    const replies = outcome.kind === 'done' ? outcome.turn.replies : outcome.replies;
    const reply = replies.findLast(({ line }) => line);
    if (!reply?.line) return print(replies.map(({ text }) => `\n${text}\n`).join(''));
    last = reply.line;
    print(`\n${written(last.said).replace(/[^\P{Cc}\n]/gu, '')}\n${HINTS[last.next.do]}\n`);
  }

  /** What was typed, as what happens on a line that waits for this. */
  function eventsFor(typed: string): LineEvent[] {
    const text = typed.trim();
    const isKeys = /^[\d*#\s]+$/.test(text);
    switch (last?.next.do) {
      case 'record': {
        if (isKeys || text === '') return [{ kind: 'heard', keys: text || '#' }];
        const seconds = Math.max(2, Math.ceil(text.split(/\s+/).length / WORDS_A_SECOND));
        return [
          { kind: 'recorded', seconds },
          { kind: 'transcribed', text },
        ];
      }
      case 'connect':
        return [{ kind: 'rang', outcome: /^y/i.test(text) ? 'answered' : 'no-answer' }];
      case 'hang-up':
        return [];
      default:
        if (text === '') return [{ kind: 'heard' }];
        return [isKeys ? { kind: 'heard', keys: text.replace(/\s/g, '') } : { kind: 'heard', speech: text }];
    }
  }

  return {
    open: () => take({ kind: 'called', from }),
    async say(typed) {
      const events = eventsFor(typed);
      if (events.length === 0) print('\n(the line has hung up: Ctrl+D ends this)\n\n');
      for (const event of events) await take(event);
    },
  };
}

const HINTS: Record<LineReply['next']['do'], string> = {
  listen: '',
  record: '(a tone: type what is said, or a key)\n',
  connect: '(it rings at a person: “y” if somebody picks up)\n',
  'hang-up': '(the line hangs up)\n',
};
