/** A story as it is said and as it is shown on a card. */
import type { StatusCard } from '../card.ts';
import { quoted, type Reply } from '../reply.ts';
import type { Story } from './story.ts';

/** The story in light Markdown. */
export function written({ title, state, lines, items, links }: Story): string {
  return [
    `**${title}: ${state}**`,
    lines.map(quoted).join(' '),
    items.map(({ label, value }) => `- ${quoted(label)}: ${quoted(value)}`).join('\n'),
    links.map(link => `[${link.title}](${link.url})`).join(' · '),
  ]
    .filter(Boolean)
    .join('\n\n');
}

export function told(story: Story, before: string): Reply {
  const { title, state } = story;
  const card: StatusCard = { kind: 'status', lead: [before, `**${title}**: ${state}.`].join(' ').trim(), ...story };
  return { text: [before, written(story)].filter(Boolean).join('\n\n'), card };
}
