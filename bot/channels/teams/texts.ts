/** What staff read in Teams, in English. Whatever a person typed is shown as it is, by cards that know no Markdown. */

import { createCardTexts } from './texts-cards.ts';
import { createFindingTexts } from './texts-finding.ts';
import { createMovingTexts } from './texts-moving.ts';
import { createQueueTexts } from './texts-queue.ts';
import { createTalkingTexts } from './texts-talking.ts';

export type StaffTexts = ReturnType<typeof createStaffTexts>;

export function createStaffTexts({ company }: { company: string }) {
  return {
    notStaff: `I am the desk of ${company}’s own support staff, so I cannot help you here. Customers are welcome in the chat on the support site.`,
    welcome: (name: string) =>
      `Hello${name && ` ${name.split(' ')[0]}`}. Tell me a case or RMA number, a serial, an email, a name or a company, and I show you what there is. “help” tells the rest.`,
    welcomeTeam: 'Hello. Mention me with a case or RMA number, a serial, an email, a name or a company.',
    help: 'A case or RMA number, a serial, an email, a name or a company finds what there is of it. “Open a case for …” opens one for a caller, and a question is answered from the articles. “Mine”, “unassigned”, “overdue”, “estimates” and “arriving” list what there is to do; “export” hands you the day as a file; “announce here” tells this room of what is new, and of customers who ask for a person.',
    failed: 'I am sorry, that went wrong on our side, and nothing was done. Please try it once more in a minute.',
    unknownButton: 'This card is from an older version of the desk. Look it up again, please.',
    nothingFound: (text: string) =>
      text ? `Nothing found for “${text}”.` : 'Type a number, a serial, an email or a name.',
    noAnswer: (near: readonly string[]) =>
      near.length > 0 ? `No article answers that for certain. Near it: ${near.join(', ')}.` : 'No article tells that.',
    card: 'A card of the support desk',
    cards: createCardTexts(),
    finding: createFindingTexts(),
    moving: createMovingTexts(),
    queue: createQueueTexts(),
    talking: createTalkingTexts(),
  };
}
