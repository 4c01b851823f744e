/** What staff ask of the queue in plain words: a view of it, what is announced in a room, a day to take away. */
import { Topic } from '../../../../services/staff/rooms.ts';

/** `estimates`: both of its lists, what has none yet and what has no answer. */
export type Asked = 'mine' | 'unassigned' | 'overdue' | 'estimates' | 'bench' | 'unanswered' | 'arriving';

export type Wish =
  | { kind: 'list'; what: Asked }
  /** `unknown` are words that name no topic; without topics all of them are meant. */
  | { kind: 'announce' | 'stop'; topics: Topic[]; unknown: string[] }
  | { kind: 'announced' }
  /** `day` as it was written, or undefined for today. */
  | { kind: 'export'; day: string | undefined };

/** They say that something is wanted, and not what. */
const AROUND = new Set(
  [
    'a all an and any are at awaiting be can could currently do does everything for get give have i in is let list look me now of on our pending',
    'please queue see show still tell that the there things to today us view waiting waits want we what whats which who with work',
    'case cases return returns rma rmas item items open stuff',
  ]
    .join(' ')
    .split(' '),
);

const MEANT: Readonly<Record<Asked, readonly string[]>> = {
  mine: ['mine', 'my', 'my own', 'assigned', 'assigned my', 'assigned mine'],
  unassigned: ['unassigned', 'not assigned', 'nobodys', 'unclaimed', 'without assignee'],
  overdue: ['overdue', 'over due', 'past due', 'late', 'too late'],
  estimates: ['estimate', 'estimates'],
  bench: ['bench', 'without estimate', 'without estimates', 'needs estimate', 'need estimate', 'no estimate'],
  unanswered: ['unanswered', 'unanswered estimates', 'estimates unanswered', 'estimates without answer'],
  arriving: [
    ...['arriving', 'arriving this week', 'arrivals', 'arrivals this week', 'arrives this week', 'arrives', 'incoming'],
    ...['expected this week', 'coming this week', 'this week arriving'],
  ],
};

const TOPIC_WORDS: readonly [RegExp, Topic][] = [
  [/^(?:daily )?(?:digests?|summary)$/, 'digest'],
  [/^(?:new )?expedited(?: requests?)?$/, 'expedited'],
  [/^(?:lapsing|lapses?|lapsed)(?: returns?| rmas?)?$/, 'lapsing'],
  [/^(?:unanswered |day[- ]?30 )?estimates?$/, 'estimates'],
  [/^(?:bounced |failed )?(?:e-?)?mails?$/, 'mail'],
  [/^(?:live )?chats?$/, 'chats'],
];
const TO_DO = /^what (?:do|should|must) i (?:have to )?do(?: today| now| next)?$/;
const EVERYTHING = /^(?:everything|all|all of it)?$/;

export function wishIn(text: string): Wish | undefined {
  const said = text
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[’']/g, '')
    .replace(/^[\s\W]*(?:please\s+)?/, '')
    .replace(/[\s.!?]+$/, '');
  if (said.length > 200) return undefined;
  const exported = /^export(?:\s+(.{1,40}))?$/.exec(said);
  if (exported) return { kind: 'export', day: exported[1]?.trim() };
  if (/^(?:what(?:s| is| do you)? )?announced?(?: here)$/.test(said) && said.startsWith('what'))
    return { kind: 'announced' };
  const announce = /^announce\b(.*)$/.exec(said);
  if (announce) return { kind: 'announce', ...topicsIn(announce[1] ?? '') };
  const stop = /^(?:stop announcing|stop announcements?|do not announce|dont announce)\b(.*)$/.exec(said);
  if (stop) return { kind: 'stop', ...topicsIn(stop[1] ?? '') };
  const meant = asked(said);
  return meant && { kind: 'list', what: meant };
}

function asked(said: string): Asked | undefined {
  if (TO_DO.test(said)) return 'mine';
  const words = said.split(/[^\p{L}\p{N}]+/u).filter(word => word !== '' && !AROUND.has(word));
  const rest = words.join(' ');
  return (Object.keys(MEANT) as Asked[]).find(view => MEANT[view].includes(rest));
}

function topicsIn(text: string): { topics: Topic[]; unknown: string[] } {
  const words = text.replace(/\b(?:in )?(?:here|this (?:channel|chat|room)|please)\b/g, ' ').trim();
  if (EVERYTHING.test(words)) return { topics: [...Topic.options], unknown: [] };
  const named = words.split(/\s*(?:,|;|&|\band\b)\s*/).flatMap(word => word.replace(/^the\s+/, '').trim() || []);
  const found = named.map(word => ({ word, topic: TOPIC_WORDS.find(([pattern]) => pattern.test(word))?.[1] }));
  return {
    topics: [...new Set(found.flatMap(({ topic }) => topic ?? []))],
    unknown: found.flatMap(({ word, topic }) => (topic ? [] : [word])),
  };
}
