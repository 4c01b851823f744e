/** What happened to a return so far, a line each: the events that concern its owner, without anybody's notes. */
import { dateIn, writeDate } from '../../services/calendar.ts';
import type { Rma } from '../../services/returns/rma.ts';
import type { Reply } from '../reply.ts';
import type { TurnContext } from '../step.ts';
import type { Texts } from '../texts/en.ts';

/** The latest: of a return with more to tell, the beginning is known to its owner. */
const MOST_LINES = 20;

export function historyOf({ status }: Texts, rma: Rma, { timeZone, locale }: TurnContext): Reply {
  const lines = rma.events.flatMap(({ kind, at }) => {
    const said = status.happened[kind];
    return said ? `- ${writeDate(dateIn(timeZone, at), locale)}: ${said}` : [];
  });
  const told = lines.filter((line, place) => line !== lines[place - 1]).slice(-MOST_LINES);
  return { text: `**${status.history(rma._id)}**\n\n${told.join('\n')}`, choices: status.choices.slice(1) };
}
