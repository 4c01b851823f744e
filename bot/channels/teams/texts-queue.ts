/** What staff read of their queue, of what is announced, and of the day as a file, in English. */
import type { View } from '../../../services/queue/queue.ts';
import type { Topic } from '../../../services/staff/rooms.ts';

export function createQueueTexts() {
  const topic: Record<Topic, string> = {
    digest: 'the digest, daily at 8:00',
    expedited: 'new expedited requests',
    lapsing: 'returns that are about to lapse',
    estimates: 'estimates without an answer after 30 days',
    mail: 'mails that bounced',
    chats: 'customers who ask for a human',
  };
  const words: Record<Topic, string> = {
    ...{ digest: 'digest', expedited: 'expedited', lapsing: 'lapsing' },
    ...{ estimates: 'estimates', mail: 'mail', chats: 'chats' },
  };
  const listed = (topics: readonly Topic[]) => topics.map(one => topic[one]).join(', ');
  return {
    view: {
      mine: 'Yours',
      unassigned: 'Nobody’s yet',
      overdue: 'Overdue',
      bench: 'At the bench, without an estimate',
      unanswered: 'Estimate sent, no answer yet',
      arriving: 'Arriving this week',
    } satisfies Record<View, string>,
    page: (title: string, page: number) => (page > 1 ? `${title}, page ${page}` : title),
    nothing: {
      mine: 'Nothing is assigned to you.',
      unassigned: 'Everything under way is assigned to somebody.',
      overdue: 'Nothing is overdue.',
      bench: 'Nothing at the bench waits for an estimate.',
      unanswered: 'No estimate waits for an answer.',
      arriving: 'Nothing is expected this week.',
    } satisfies Record<View, string>,
    due: (day: string) => `due ${day}`,
    late: (day: string) => `was due ${day}`,
    gone: 'There is nothing on that page any more.',

    announcing: (topics: readonly Topic[]) =>
      topics.length > 0 ? `Announced here: ${listed(topics)}.` : 'Nothing is announced here.',
    unknownTopics: (count: number) =>
      `${count === 1 ? 'One of those is' : 'Some of those are'} nothing that I announce. There is: ${Object.values(words).join(', ')}. For example “announce digest, expedited here”.`,
    noRoom: 'I do not know this chat yet. Please say it once more.',

    digest: (day: string) => `The desk on ${day}`,
    count: (title: string, count: string) => `${title}: ${count}`,
    more: (count: number) => `${count} or more`,
    allDone: 'Nothing waits.',
    show: 'Show',
    announced: 'New at the desk',
    news: {
      expedited: 'Expedited service was asked for',
      lapsing: (day: string) => `Lapses after ${day}, and nothing has come`,
      estimates: 'No answer to the estimate: ask the customer',
      mail: 'A mail did not reach the customer',
    },

    export: (day: string, url: string) =>
      `[Cases and returns of ${day} as CSV](${url}). The link works for 15 minutes, for whoever has it: please keep it to yourself.`,
    exportInChat:
      'A day’s records have names and addresses in them, so I hand them out in your own chat with me only. Say “export” there.',
    noSuchDay: 'Which day? Say “export” for today, “export yesterday”, or “export 2026-11-24”.',
    notYet: 'That day has not come yet.',
  };
}
export type QueueTexts = ReturnType<typeof createQueueTexts>;
