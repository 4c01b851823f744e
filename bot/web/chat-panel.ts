/** The chat on every page, for whoever has JavaScript. Any element of a page with `data-chat` opens it. */
import { type Html, html } from './html.ts';
import { icon } from './icons.ts';
import type { Site } from './layout.ts';

/** What the chat needs in a page's head. */
export function chatHead({ asset, nonce }: Site): Html {
  return html`<script type="module" src="${asset('chat.js')}" nonce="${nonce}"></script>`;
}

/** What it needs at the end of the body. */
export function chatPanel({ company, asset }: Site): Html {
  const { name, tollFree, technicalSupport } = company;
  return html`<button class="launcher" type="button" data-chat hidden aria-haspopup="dialog" aria-label="Chat with us">${icon('i-chat')}<span>Chat</span></button>
<dialog class="panel" id="chat" aria-labelledby="chat-title" data-webchat="${asset('webchat.js')}">
  <header>
    <div><h2 id="chat-title">${name} Support</h2><p class="what">Cases, returns and repairs</p></div>
    <button class="icon" type="button" data-close aria-label="Close the chat">${icon('i-close')}</button>
  </header>
  <div class="transcript" data-transcript></div>
  <div class="state" data-state role="status">
    <p data-waiting><span class="spinner" aria-hidden="true"></span>Opening the chat…</p>
    <div data-trouble hidden>
      <p data-why></p>
      <p>You can also call <a href="tel:${tollFree.e164}">${tollFree.shown}</a> or write to <a href="mailto:${technicalSupport}">${technicalSupport}</a>.</p>
      <button class="button" type="button" data-retry>Try again</button>
    </div>
  </div>
</dialog>`;
}
