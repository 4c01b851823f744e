/**
 * Replies as Adaptive Cards 1.5, for clients that render them. A card stands beside a short text; whatever is on it can
 * be said in plain text as well. What a person typed is shown in text runs and inputs only, which format nothing.
 */
import type { Card } from '../../../dialogs/card.ts';
import { plain, type Reply } from '../../../dialogs/reply.ts';
import type { ReplyMessage } from '../activity.ts';
import type { AdaptiveCard } from '../elements.ts';
import { formCard } from './form-card.ts';
import { numbersCard } from './numbers-card.ts';
import { statusCard } from './status-card.ts';
import { summaryCard } from './summary-card.ts';

export interface CardAttachment {
  contentType: 'application/vnd.microsoft.card.adaptive';
  content: AdaptiveCard;
}

/** The message with the reply's card, if it has one; the choices on the card are not offered twice. */
export function withCard(
  message: ReplyMessage,
  reply: Reply | undefined,
): ReplyMessage & { attachments?: CardAttachment[] } {
  const card = reply?.card;
  if (!reply || !card) return message;
  const { suggestedActions, ...rest } = message;
  const onCard = 'choices' in card ? card.choices : [];
  const others = suggestedActions?.actions.filter(({ value }) => !onCard.some(choice => choice.value === value)) ?? [];
  const content: AdaptiveCard = {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    // A name only: it becomes the card's label, before what stands on it is read.
    speak: `${card.title}.`,
    fallbackText: plain(reply.text),
    ...drawn(card),
  };
  const speak = rest.speak ?? spoken(card);
  return {
    ...rest,
    ...(speak && { speak }),
    text: card.lead,
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
    ...(others.length > 0 && { suggestedActions: { to: [], actions: others } }),
  };
}

function drawn(card: Card): Pick<AdaptiveCard, 'body' | 'actions'> {
  switch (card.kind) {
    case 'contact-form':
      return formCard(card);
    case 'summary':
    case 'estimate':
      return summaryCard(card);
    case 'numbers':
      return numbersCard(card);
    case 'status':
      return statusCard(card);
  }
}

/** What stands on the card, for whoever listens; its inputs and numbers are told by the reply itself. */
function spoken(card: Card): string | undefined {
  if (card.kind === 'status') {
    return [card.title, card.state, ...card.lines, ...card.items.map(spokenLine)].map(ended).join(' ');
  }
  if (!('sections' in card)) return undefined;
  const lines = card.sections.flatMap(({ title, lines }) => [title, ...lines.map(spokenLine)]);
  return [...lines, plain(card.lead)].map(ended).join(' ');
}

function ended(line: string): string {
  return line.replace(/(?<![.?!])\s*$/, '.');
}

function spokenLine({ label, value }: { label: string; value: string }): string {
  return `${label}: ${value}`;
}
