// The chat inside its frame: Web Chat over a connection that does not give up, what is around it, and what the page
// that embeds it is told. That page is another site: it gets events, and nothing that was said. (Only where a browser
// forbids this frame to keep anything, that page keeps it.)

import { createConnection, ONLINE } from 'caseline/connection';
import { createSession } from 'caseline/session';

const query = new URLSearchParams(location.search);
const root = document.documentElement;
const part = name => document.querySelector(`[data-${name}]`);
const transcript = part('transcript');
const { nonce } = document.querySelector('script[nonce]');
const dark = matchMedia('(prefers-color-scheme: dark)');
const still = matchMedia('(prefers-reduced-motion: reduce)');
const locale = query.get('lang') || navigator.language || 'en';
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** The widget's loader is around: the frame can be closed, and it is told things. */
const isEmbedded = query.has('widget') && parent !== window;

/** Origin of the page around, once it has introduced itself. */
let host;
let session;
let connection;
let store;
/** What came before this moment is history, and no news. */
let isLive = false;
/** Somebody opened the chat before there was anything to write in. */
let wantsFocus = false;
/** What the visitor was reading when they opened it. */
let about;
/** How it went has been asked in the chat. */
let wasAsked = false;

function tell(type, detail = {}) {
  if (isEmbedded && host) parent.postMessage({ caseline: type, ...detail }, host);
}

/** Resolves to what the loader gives along; a frame without one begins by itself. */
function introduced() {
  if (!isEmbedded) return Promise.resolve({});
  return new Promise(resolve => {
    addEventListener('message', ({ source, origin, data }) => {
      if (source !== parent || typeof data?.caseline !== 'string') return;
      host ??= origin;
      if (data.caseline === 'hello') resolve(data);
      if (data.caseline === 'focus') attend(data.subject);
      if (data.caseline === 'end') end();
    });
    // Holds nothing that could not be told to anybody.
    parent.postMessage({ caseline: 'ready' }, '*');
  });
}

/** The visitor as a token of the site's server names them; the desk checks the token, this only tells one from another. */
function userIn(token) {
  try {
    return String(JSON.parse(atob(token.split('.')[1].replace(/-/g, '+').replace(/_/g, '/'))).user ?? '');
  } catch {
    return '';
  }
}

function show(what) {
  part('state').hidden = what === 'chat';
  part('waiting').hidden = what !== 'waiting';
  part('trouble').hidden = what !== 'trouble';
  part('over').hidden = what !== 'over';
}

function onTrouble(why) {
  part('why').textContent = why;
  show('trouble');
}

function onStatus(status) {
  if (status !== ONLINE) return;
  show('chat');
  if (wantsFocus) focusOnSendBox();
  setTimeout(() => {
    isLive = true;
  }, 1_000);
}

/** Numbers are news once, on whichever page of the site they come. */
function onActivity({ from, channelData }) {
  if (from?.role === 'user') return;
  if (channelData?.asksRating) wasAsked = true;
  if (isLive) tell('message');
  const { told = [] } = session.read();
  for (const [kind, number] of Object.entries(channelData?.about ?? {})) {
    if (told.includes(number)) continue;
    session.write({ told: [...(session.read().told ?? []), number] });
    if (kind === 'caseNumber') tell('case', { number });
    if (kind === 'rmaNumber') tell('rma', { number });
  }
}

async function begin({ token: siteToken, kept }) {
  const who = siteToken ? userIn(siteToken) : '';
  session = createSession({
    lasting: query.get('storage') === 'local',
    who,
    host: isEmbedded ? { kept, keep: text => tell('keep', { text }) } : undefined,
    onForgotten: () => over(),
  });
  if (!window.WebChat) return onTrouble('The chat could not be loaded.');
  await session.join();
  isLive = !session.read().resume;
  connection = createConnection({
    base: document.baseURI,
    session,
    siteToken,
    locale,
    timeZone,
    onActivity,
    onTrouble,
    onLost: isLost => {
      part('lost').hidden = !isLost;
    },
  });
  connection.connectionStatus$.subscribe(onStatus);
  store = window.WebChat.createStore();
  const { draft } = session.read();
  if (draft) store.dispatch(setSendBox(draft));
  let last = draft ?? '';
  store.subscribe(() => {
    const { sendBoxValue = '' } = store.getState();
    if (sendBoxValue === last) return;
    last = sendBoxValue;
    session.write({ draft: sendBoxValue });
  });
  suggest();
  render();
  connection.start();
}

function render() {
  window.WebChat.renderWebChat(
    {
      directLine: connection,
      store,
      nonce,
      locale,
      dir: root.dir || 'auto',
      styleOptions: look(),
      cardActionMiddleware: () => next => action => copied(action) || next(action),
    },
    transcript,
  );
}

/** A number's "Copy" button stays on the page. */
function copied({ cardAction, target }) {
  const text = cardAction.value?.copy;
  if (typeof text !== 'string') return false;
  const done = word => {
    part('said').textContent = word;
    if (!target) return;
    const before = target.textContent;
    target.textContent = word;
    setTimeout(() => {
      target.textContent = before;
    }, 2_000);
  };
  navigator.clipboard.writeText(text).then(
    () => done('Copied'),
    () => done(text),
  );
  return true;
}

/** Web Chat in the colours of the frame. */
function look() {
  const frame = getComputedStyle(root);
  const colour = name => frame.getPropertyValue(`--${name}`).trim();
  return {
    primaryFont: frame.getPropertyValue('--font'),
    fontSizeSmall: '82%',
    backgroundColor: colour('surface'),
    accent: colour('accent'),
    subtle: colour('soft'),
    rootHeight: '100%',
    rootWidth: '100%',
    paddingRegular: 12,
    bubbleBackground: colour('ground'),
    bubbleTextColor: colour('ink'),
    bubbleBorderColor: colour('line'),
    bubbleBorderRadius: 16,
    bubbleFromUserBackground: colour('accent'),
    bubbleFromUserTextColor: colour('on-accent'),
    bubbleFromUserBorderColor: colour('accent'),
    bubbleFromUserBorderRadius: 16,
    bubbleMaxWidth: 340,
    bubbleAttachmentMaxWidth: 380,
    bubbleMinHeight: 40,
    markdownRespectCRLF: true,
    groupTimestamp: 120_000,
    timestampColor: colour('soft'),
    // The connection tries until it succeeds, and the network's state is shown above.
    sendTimeout: 86_400_000,
    sendTimeoutForAttachments: 86_400_000,
    uploadAccept: 'image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf',
    uploadMultiple: true,
    // It would make small pictures in a worker from a blob's address, which the frame's policy does not allow.
    enableUploadThumbnail: false,
    sendAttachmentOn: 'send',
    hideScrollToEndButton: false,
    autoScrollSnapOnPage: !still.matches,
    sendBoxBackground: colour('surface'),
    sendBoxTextColor: colour('ink'),
    sendBoxPlaceholderColor: colour('soft'),
    sendBoxButtonColor: colour('accent'),
    sendBoxButtonColorOnHover: colour('accent-strong'),
    sendBoxButtonColorOnFocus: colour('accent-strong'),
    sendBoxBorderTop: `solid 1px ${colour('line')}`,
    sendBoxHeight: 56,
    sendBoxTextWrap: true,
    suggestedActionLayout: 'flow',
    suggestedActionBackgroundColor: colour('surface'),
    suggestedActionBackgroundColorOnHover: colour('tint'),
    suggestedActionBackgroundColorOnActive: colour('tint'),
    suggestedActionTextColor: colour('accent'),
    suggestedActionBorderColor: colour('accent'),
    suggestedActionBorderRadius: 20,
    suggestedActionBorderWidth: 1,
    suggestedActionHeight: 40,
    transcriptActivityVisualKeyboardIndicatorColor: colour('accent'),
    transcriptVisualKeyboardIndicatorColor: colour('accent'),
    connectivityTextSize: '90%',
  };
}

function attend(subject) {
  if (typeof subject === 'string' && subject) about = subject.slice(0, 300);
  suggest();
  focusOnSendBox();
}

/** Never over what somebody is writing. */
function suggest() {
  if (!store || !about) return;
  if (!store.getState().sendBoxValue) store.dispatch(setSendBox(about));
  about = undefined;
}

const setSendBox = text => ({ type: 'WEB_CHAT/SET_SEND_BOX', payload: { text } });

function focusOnSendBox() {
  const box = transcript.querySelector('[data-id="webchat-sendbox-input"]');
  wantsFocus = !box || !part('state').hidden;
  if (!part('trouble').hidden) part('retry').focus();
  else if (!part('over').hidden) part('again').focus();
  else box?.focus();
}

/** The chat was ended, here or in another tab: the one where it was says how it went, if nobody has asked. */
function over(here = false) {
  const rates = here && !wasAsked && session.read().told?.length > 0;
  part('rating').hidden = !rates;
  if (!rates) connection?.end();
  if (here) session.forget();
  show('over');
  part('again').focus();
  tell('ended');
}

function ask(isAsking) {
  part('ending').hidden = !isAsking;
  part(isAsking ? 'end-yes' : 'end').focus();
}

// What Adaptive Cards cannot say. Browsers fill in what they know of their owner where they are told what is asked; and a
// second form is no second landmark of the same name.
const autocomplete = JSON.parse(part('autocomplete').textContent);
new MutationObserver(() => {
  for (const input of transcript.querySelectorAll('.ac-input:not([autocomplete])')) {
    input.setAttribute('autocomplete', autocomplete[input.closest('[id*="."]')?.id] ?? 'off');
  }
  for (const card of transcript.querySelectorAll('.ac-adaptiveCard[role="form"]')) card.setAttribute('role', 'group');
}).observe(transcript, { childList: true, subtree: true });

part('end').addEventListener('click', () => ask(true));
part('end-no').addEventListener('click', () => ask(false));
part('end-yes').addEventListener('click', () => {
  part('ending').hidden = true;
  end();
});

function end() {
  over(true);
}

for (const button of document.querySelectorAll('[data-score]')) {
  button.addEventListener('click', () => {
    part('rating').hidden = true;
    part('thanks').textContent = 'Thank you for telling us.';
    part('again').focus();
    const rating = { type: 'event', name: 'caseline/rating', value: Number(button.dataset.score) };
    connection.postActivity(rating).subscribe({ complete: connection.end, error: connection.end });
  });
}

part('again').addEventListener('click', () => location.reload());
part('retry').addEventListener('click', () => {
  if (!window.WebChat || !connection) location.reload();
  show('waiting');
  connection?.hurry();
});
part('close').hidden = !isEmbedded;
part('close').addEventListener('click', () => tell('close'));
addEventListener('keydown', event => {
  if (event.key === 'Escape' && !event.defaultPrevented) {
    if (part('ending').hidden) tell('close');
    else ask(false);
  }
});
dark.addEventListener('change', () => connection && render());

await introduced().then(begin);
if (!isEmbedded) focusOnSendBox();
