import { type Html, html } from './html.ts';

/** A phone number reads from left to right, also where the words around it do not. */
export function phoneNumber(shown: string): Html {
  return html`<bdi dir="ltr">${shown}</bdi>`;
}
