/** What an invoke of Teams is answered with, as Teams reads it. */
import type { AdaptiveCard } from '../elements.ts';

/** The HTTP answer: its status is for the connector alone, what became of the action stands in the body. */
export interface InvokeAnswer {
  status: number;
  body?: unknown;
}

const CARD = 'application/vnd.microsoft.card.adaptive';

export function attachment(card: AdaptiveCard) {
  return { contentType: CARD, content: card };
}

/** In place of the card that was pressed, for whoever pressed it. */
export function showCard(card: AdaptiveCard): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type: CARD, value: card } };
}

/** A line under the card, which stays as it is. */
export function showMessage(text: string): InvokeAnswer {
  return { status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: text } };
}

/** @param code `BadRequest`, `Forbidden` … */
export function showError(statusCode: number, code: string, message: string): InvokeAnswer {
  return {
    status: 200,
    body: { statusCode, type: 'application/vnd.microsoft.error', value: { code, message } },
  };
}

/** A dialog over the chat. */
export function openForm(title: string, card: AdaptiveCard): InvokeAnswer {
  const value = { title, height: 'medium', width: 'medium', card: attachment(card) };
  return { status: 200, body: { task: { type: 'continue', value } } };
}

/** Ends the dialog with a line to read. */
export function endForm(text: string): InvokeAnswer {
  return { status: 200, body: { task: { type: 'message', value: text } } };
}

/** Ends the dialog. */
export function closeForm(): InvokeAnswer {
  return { status: 200, body: {} };
}

/** What a search in the compose box found; each as it will be inserted, and as it is listed. */
export interface Result {
  card: AdaptiveCard;
  title: string;
  text: string;
}

export function showResults(results: readonly Result[]): InvokeAnswer {
  const attachments = results.map(({ card, title, text }) => ({
    ...attachment(card),
    preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: { title, text } },
  }));
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } };
}

export function showNoResults(text: string): InvokeAnswer {
  return { status: 200, body: { composeExtension: { type: 'message', text } } };
}
