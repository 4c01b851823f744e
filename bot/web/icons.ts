import { type Html, html } from './html.ts';

/** A picture beside words, never instead of them: screen readers pass over it. */
export function icon(id: string): Html {
  return html`<svg class="i" aria-hidden="true"><use href="#${id}"></use></svg>`;
}

/** Drawn here, on a grid of 24, with the colour and weight of the style sheet. */
export const icons = html`<svg width="0" height="0" aria-hidden="true" class="defs"><defs>
<symbol id="i-chat" viewBox="0 0 24 24"><path d="M4 5h16v11H10l-4.5 4v-4H4z"/><path d="M8 9.5h8M8 12.5h5"/></symbol>
<symbol id="i-phone" viewBox="0 0 24 24"><path d="M6 3.5h3l1.5 4.5-2 1.5a12 12 0 0 0 6 6l1.5-2 4.5 1.5v3a2 2 0 0 1-2 2A15.5 15.5 0 0 1 4 5.5a2 2 0 0 1 2-2z"/></symbol>
<symbol id="i-case" viewBox="0 0 24 24"><path d="M6 3h8l4 4v14H6z"/><path d="M14 3v4h4M9 12h6M9 16h6"/></symbol>
<symbol id="i-return" viewBox="0 0 24 24"><path d="M3.5 8 12 3.5 20.5 8v8.5L12 21l-8.5-4.5z"/><path d="M3.5 8 12 12.5 20.5 8M12 12.5V21M7.8 5.7l8.5 4.6"/></symbol>
<symbol id="i-track" viewBox="0 0 24 24"><circle cx="12" cy="10" r="2.5"/><path d="M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11z"/></symbol>
<symbol id="i-ask" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8.5"/><path d="M9.5 9.7a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.8M12 16.6v.1"/></symbol>
<symbol id="i-tick" viewBox="0 0 24 24"><path d="m5 12.5 4.5 4.5L19 7.5"/></symbol>
<symbol id="i-close" viewBox="0 0 24 24"><path d="m6 6 12 12M18 6 6 18"/></symbol>
<symbol id="i-search" viewBox="0 0 24 24"><circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/></symbol>
<symbol id="i-mail" viewBox="0 0 24 24"><path d="M3.5 5.5h17v13h-17z"/><path d="m3.5 7 8.5 6.5L20.5 7"/></symbol>
</defs></svg>`;
