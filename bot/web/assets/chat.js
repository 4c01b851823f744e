// The chat on the support page. Web Chat, 640 kB, is loaded only once somebody wants to talk; the conversation is kept
// for the tab, so that a reload goes on where it was.

const KEPT = 'caseline.chat';
const panel = document.querySelector('#chat');
const transcript = panel.querySelector('[data-transcript]');
const state = panel.querySelector('[data-state]');
const waiting = panel.querySelector('[data-waiting]');
const trouble = panel.querySelector('[data-trouble]');
const openers = [...document.querySelectorAll('[data-chat]')];
const dark = matchMedia('(prefers-color-scheme: dark)');
const phone = matchMedia('(max-width: 640px)');
const { nonce } = document.querySelector('script[nonce]');

/** Numbers of Direct Line's connection status. */
const ONLINE = 2;
const EXPIRED = 3;
const FAILED = 4;

let directLine;
let opener;
let loading;

/** What the tab remembers; storage may be forbidden, then a reload starts afresh. */
const kept = {
  read() {
    try {
      return JSON.parse(sessionStorage.getItem(KEPT)) ?? {};
    } catch {
      return {};
    }
  },
  write(changes) {
    try {
      sessionStorage.setItem(KEPT, JSON.stringify({ ...kept.read(), ...changes }));
    } catch {}
  },
};

/** Something went wrong that the visitor should know of, in words for them. */
class Trouble extends Error {}

async function post(path, token) {
  const answer = await fetch(path, { method: 'POST', headers: token ? { Authorization: `Bearer ${token}` } : {} });
  const body = await answer.json().catch(() => ({}));
  if (answer.ok) return body;
  throw Object.assign(new Trouble(body.error?.message ?? 'The chat cannot be reached right now.'), {
    status: answer.status,
  });
}

/** The conversation of this tab with a fresh token, or a new one where it has expired. */
async function ticket() {
  const { token, conversationId } = kept.read();
  if (token) {
    try {
      return { ...(await post('v3/directline/tokens/refresh', token)), conversationId };
    } catch (error) {
      if (error.status !== 403) throw error;
    }
  }
  return { ...(await post('webchat/token')), conversationId: undefined };
}

function webChat() {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.nonce = nonce;
    script.src = panel.dataset.webchat;
    script.onload = () => resolve(window.WebChat);
    script.onerror = () => {
      loading = undefined;
      script.remove();
      reject(new Trouble('The chat could not be loaded.'));
    };
    document.head.append(script);
  });
  return loading;
}

async function connect() {
  show('waiting');
  try {
    const [{ createDirectLine }, { token, conversationId }] = await Promise.all([webChat(), ticket()]);
    directLine = createDirectLine({
      domain: new URL('v3/directline', document.baseURI).href,
      token,
      conversationId,
      // From the first message: the page has forgotten what the tab still knows.
      ...(conversationId && { watermark: '0' }),
      conversationStartProperties: { locale: navigator.language },
    });
    directLine.connectionStatus$.subscribe(onStatus);
    await render();
  } catch (error) {
    fail(error instanceof Trouble ? error.message : 'The chat cannot be reached right now.');
  }
}

function onStatus(status) {
  if (status === ONLINE) {
    remember();
    show('chat');
  } else if (status === EXPIRED) {
    fail('This chat was idle for a long time and has ended.');
  } else if (status === FAILED) {
    fail('The chat cannot be reached right now.');
  }
}

/** The client refreshes its token by itself; the latest is what a reload needs. */
function remember() {
  if (directLine?.token) kept.write({ token: directLine.token, conversationId: directLine.conversationId });
}

function fail(why) {
  directLine?.end();
  directLine = undefined;
  trouble.querySelector('[data-why]').textContent = why;
  show('trouble');
}

function show(what) {
  state.hidden = what === 'chat';
  waiting.hidden = what !== 'waiting';
  trouble.hidden = what !== 'trouble';
}

async function render() {
  const { renderWebChat } = await webChat();
  renderWebChat({ directLine, nonce, locale: document.documentElement.lang, styleOptions: look() }, transcript);
}

/** Web Chat in the colours of the page. */
function look() {
  const page = getComputedStyle(document.documentElement);
  const colour = name => page.getPropertyValue(`--${name}`).trim();
  return {
    primaryFont: page.getPropertyValue('--font'),
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
    bubbleMinHeight: 40,
    markdownRespectCRLF: true,
    groupTimestamp: 120_000,
    timestampColor: colour('soft'),
    uploadAccept: 'image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif,application/pdf',
    uploadMultiple: true,
    // It would make small pictures in a worker from a blob's address, which the page's policy does not allow.
    enableUploadThumbnail: false,
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

async function open(by) {
  opener = by;
  if (panel.open) return;
  // On a phone the chat covers the page, so the page must be out of reach; on a desk both can be used.
  if (phone.matches) panel.showModal();
  else panel.show();
  kept.write({ open: true });
  for (const button of openers) button.setAttribute('aria-expanded', 'true');
  document.querySelector('.launcher').hidden = true;
  if (!directLine) await connect();
  focusOnSendBox();
}

function focusOnSendBox() {
  if (panel.open) transcript.querySelector('[data-id="webchat-sendbox-input"]')?.focus();
}

function onClose() {
  kept.write({ open: false });
  for (const button of openers) button.setAttribute('aria-expanded', 'false');
  document.querySelector('.launcher').hidden = false;
  (opener ?? openers[0]).focus();
}

for (const button of openers) {
  button.hidden = false;
  button.setAttribute('aria-expanded', 'false');
  button.addEventListener('click', () => open(button));
}
panel.querySelector('[data-close]').addEventListener('click', () => panel.close());
panel.querySelector('[data-retry]').addEventListener('click', async () => {
  await connect();
  focusOnSendBox();
});
panel.addEventListener('close', onClose);
panel.addEventListener('keydown', event => {
  if (event.key === 'Escape' && !event.defaultPrevented) panel.close();
});
dark.addEventListener('change', () => directLine && render());
addEventListener('pagehide', remember);
if (kept.read().open) await open();
