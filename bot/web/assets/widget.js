// The chat on somebody's site: a button, and once it is pressed a frame with the chat of the support desk. Nothing else
// is fetched before. It lives in a shadow tree beside the page's body, so that neither side's styles reach the other and
// a page that replaces its body keeps its chat. `DESK` is put in where this file is served.
(desk => {
  if (window.caseline) return;
  const script = document.currentScript ?? document.querySelector('script[src*="widget.js"]');
  const options = script?.dataset ?? {};
  const base = new URL('.', script?.src ?? location.href);
  const title = options.title || `${desk.name} Support`;
  const label = options.label || 'Chat';
  /** What is seen on the button is the beginning of its name. */
  const name = `${label}: ${title}`;
  const atStart = options.position === 'left';
  const OPEN = 'caseline.open';
  const CHAT = 'caseline.chat';
  /** After so long without a word, the frame is taken for blocked, in ms. */
  const PATIENCE_MS = 12_000;
  const phone = matchMedia('(max-width: 640px)');
  const listeners = new Map();

  let frame;
  let ready;
  let waiting;
  let opener;
  let isOpen = false;
  /** Opened by a person, not by the page: only then is the focus moved. */
  let isAsked = false;
  let subject;
  let unread = 0;

  const colour = /^#[\da-f]{6}$/i.test(options.color ?? '') ? options.color : desk.color;
  /** Black or white, whichever is read better on the colour (WCAG's relative luminance). */
  const onColour = (() => {
    const [r, g, b] = [1, 3, 5].map(at => {
      const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b > 0.179 ? '#000' : '#fff';
  })();

  const host = document.createElement('caseline-widget');
  // In the element itself and important: whatever the page says of every element comes after it.
  for (const [name, value] of Object.entries({ all: 'initial', display: 'block', position: 'static' })) {
    host.style.setProperty(name, value, 'important');
  }
  const shadow = host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { --c: ${colour}; --on: ${onColour}; }
    *, ::before { box-sizing: border-box; }
    [hidden] { display: none !important; }
    .all { font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; color-scheme: light dark; }
    .button, .panel { position: fixed; z-index: 2147483000; inset-block-end: max(20px, env(safe-area-inset-bottom)); }
    .button, .panel { ${atStart ? 'inset-inline-start' : 'inset-inline-end'}: 20px; }
    button { font: inherit; cursor: pointer; border: 0; }
    .button { display: inline-flex; align-items: center; gap: 10px; min-height: 56px; padding: 10px 22px 10px 19px;
      border-radius: 999px; background: var(--c); color: var(--on); font-weight: 600;
      box-shadow: 0 8px 28px rgb(8 28 34 / 28%); transition: transform .15s, box-shadow .15s; }
    .button:hover { transform: translateY(-2px); box-shadow: 0 12px 32px rgb(8 28 34 / 34%); }
    :focus-visible { outline: 3px solid var(--on); outline-offset: 2px; box-shadow: 0 0 0 6px var(--c); }
    svg { width: 26px; height: 26px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
    .unread { min-width: 22px; padding: 0 6px; border-radius: 11px; background: #b3261e; color: #fff; font-size: 13px; line-height: 22px; text-align: center; }
    .panel { width: min(420px, 100vw - 40px); height: min(700px, 100dvh - 40px); border-radius: 20px; overflow: hidden;
      background: Canvas; color: CanvasText; border: 1px solid rgb(128 140 145 / 35%);
      box-shadow: 0 24px 60px rgb(8 28 34 / 30%); animation: rise .22s ease-out; }
    @keyframes rise { from { transform: translateY(16px); opacity: 0; } }
    iframe { display: block; width: 100%; height: 100%; border: 0; color-scheme: normal; }
    .note { position: absolute; inset: 0; display: grid; place-content: center; justify-items: center; gap: 12px; padding: 32px; text-align: center; background: Canvas; }
    .note p { margin: 0; }
    .note a { color: LinkText; }
    .note button { min-height: 44px; padding: 8px 22px; border-radius: 999px; background: var(--c); color: var(--on); font-weight: 600; }
    .spin { width: 34px; height: 34px; border: 3px solid rgb(128 140 145 / 35%); border-top-color: var(--c); border-radius: 50%; animation: turn .9s linear infinite; }
    @keyframes turn { to { rotate: 1turn; } }
    @media (max-width: 640px) { .panel { inset: 0; width: 100vw; height: 100dvh; border: 0; border-radius: 0; } }
    @media (prefers-reduced-motion: reduce) { .button, .panel { transition: none; animation: none; } .spin { animation-duration: 4s; } }
    @media (forced-colors: active) { .button { border: 2px solid ButtonBorder; } }
    @media print { .all { display: none; } }
  `);
  shadow.adoptedStyleSheets = [sheet];

  /** By hand, as a page may forbid HTML from text (Trusted Types). */
  function make(name, attributes = {}, ...children) {
    const svg = name === 'svg' || name === 'path';
    const element = svg ? document.createElementNS('http://www.w3.org/2000/svg', name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  const badge = make('span', { class: 'unread', hidden: '' });
  const button = make(
    'button',
    { class: 'button', type: 'button', 'aria-haspopup': 'dialog', 'aria-expanded': 'false', 'aria-label': name },
    make(
      'svg',
      { viewBox: '0 0 24 24', 'aria-hidden': 'true' },
      make('path', { d: 'M4 5h16v11H10l-4.5 4v-4H4zM8 9.5h8M8 12.5h5' }),
    ),
    make('span', {}, label),
    badge,
  );
  const spinner = make(
    'div',
    { class: 'note', role: 'status', 'aria-label': 'Opening the chat…' },
    make('div', { class: 'spin' }),
  );
  const retry = make('button', { type: 'button' }, 'Try again');
  const dismiss = make('button', { type: 'button' }, 'Close');
  const trouble = make(
    'div',
    { class: 'note', role: 'alert', hidden: '' },
    make('p', {}, 'The chat could not be opened here.'),
    make(
      'p',
      {},
      'Please call ',
      make('a', { href: `tel:${desk.tel}` }, desk.phone),
      ' or write to ',
      make('a', { href: `mailto:${desk.email}` }, desk.email),
      '.',
    ),
    retry,
    dismiss,
  );
  const panel = make('div', { class: 'panel', role: 'dialog', 'aria-label': title, hidden: '' }, spinner, trouble);
  const all = make('div', { class: 'all' }, button, panel);
  if (options.language) all.lang = options.language;
  shadow.append(all);

  function emit(event, detail) {
    for (const listener of listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (error) {
        // A listener of the page's own must not take the chat down with it.
        setTimeout(() => {
          throw error;
        });
      }
    }
  }

  /** This page's own storage, which a browser may forbid too. `area`: a function, as asking for it may fail already. */
  function keep(area, key, text) {
    try {
      if (text === null) area().removeItem(key);
      else area().setItem(key, text);
    } catch {}
  }

  function kept(area, key) {
    try {
      return area().getItem(key);
    } catch {
      return null;
    }
  }

  const forTab = () => sessionStorage;
  const forChat = () => (options.storage === 'local' ? localStorage : sessionStorage);

  function address() {
    const url = new URL('chat', base);
    url.searchParams.set('widget', '');
    for (const [name, value] of Object.entries({
      title: options.title,
      greeting: options.greeting,
      color: options.color,
      lang: options.language,
      storage: options.storage,
    })) {
      if (value) url.searchParams.set(name, value);
    }
    return url.href;
  }

  function load() {
    frame?.remove();
    ready = false;
    spinner.hidden = false;
    trouble.hidden = true;
    frame = make('iframe', { title, src: address(), allow: 'clipboard-write' });
    panel.prepend(frame);
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      trouble.hidden = ready;
    }, PATIENCE_MS);
  }

  const send = (type, detail = {}) => frame?.contentWindow?.postMessage({ caseline: type, ...detail }, base.origin);

  addEventListener('message', ({ source, origin, data }) => {
    if (!frame || source !== frame.contentWindow || origin !== base.origin) return;
    switch (data?.caseline) {
      case 'ready':
        ready = true;
        clearTimeout(waiting);
        spinner.hidden = true;
        trouble.hidden = true;
        send('hello', { token: options.token, kept: kept(forChat, CHAT) });
        if (isOpen && isAsked) focus();
        break;
      case 'keep':
        // Browsers that forbid the frame to keep its conversation.
        keep(forChat, CHAT, typeof data.text === 'string' ? data.text : null);
        break;
      case 'close':
        close();
        break;
      case 'message':
        if (!isOpen) showUnread(unread + 1);
        emit('message', {});
        break;
      case 'case':
      case 'rma':
        emit(data.caseline, { number: String(data.number) });
        break;
      case 'ended':
        emit('ended', {});
        break;
    }
  });

  function showUnread(count) {
    unread = count;
    badge.hidden = count === 0;
    badge.textContent = String(Math.min(count, 99));
    button.setAttribute('aria-label', count ? `${name}, ${count} new` : name);
  }

  function focus() {
    if (!ready) return;
    frame.focus();
    send('focus', { subject });
    subject = undefined;
  }

  /** On a phone the chat covers the page, so the page must be out of reach; beside it, both can be used. */
  function cover() {
    const covers = isOpen && phone.matches;
    if (document.body) document.body.inert = covers;
    if (covers) panel.setAttribute('aria-modal', 'true');
    else panel.removeAttribute('aria-modal');
  }
  phone.addEventListener('change', cover);

  /** `subject`: what the visitor was reading, put where they write, for them to send or to change. */
  function open(by, asked = true) {
    const about = by instanceof Element ? by.dataset.caselineSubject : undefined;
    if (about) subject = about;
    if (isOpen) return focus();
    opener = by instanceof Element ? by : button;
    isAsked = asked;
    isOpen = true;
    keep(forTab, OPEN, 'yes');
    panel.hidden = false;
    button.hidden = true;
    button.setAttribute('aria-expanded', 'true');
    showUnread(0);
    cover();
    if (!frame || !ready) load();
    else if (isAsked) focus();
    emit('open', {});
  }

  function close() {
    if (!isOpen) return;
    isOpen = false;
    keep(forTab, OPEN, 'no');
    panel.hidden = true;
    button.hidden = false;
    button.setAttribute('aria-expanded', 'false');
    cover();
    (opener?.isConnected ? opener : button).focus();
    emit('close', {});
  }

  button.addEventListener('click', () => open(button));
  retry.addEventListener('click', load);
  dismiss.addEventListener('click', close);
  panel.addEventListener('keydown', event => event.key === 'Escape' && close());
  document.addEventListener('click', event => {
    const by = event.target instanceof Element && event.target.closest('[data-caseline="open"]');
    if (by) open(by);
  });

  window.caseline = {
    open: () => open(),
    close,
    toggle: () => (isOpen ? close() : open()),
    get isOpen() {
      return isOpen;
    },
    /** Ends the conversation and forgets it on this device. */
    end: () => send('end'),
    /** `open`, `close`, `message`, `case`, `rma`, `ended`. Returns what ends the listening. */
    on(event, listener) {
      const own = listeners.get(event) ?? new Set();
      listeners.set(event, own.add(listener));
      return () => own.delete(listener);
    },
  };

  function mount() {
    document.documentElement.append(host);
    for (const hidden of document.querySelectorAll('[data-caseline="open"][hidden]')) hidden.hidden = false;
    const before = kept(forTab, OPEN);
    if (before === 'yes' || (before === null && (options.startOpen ?? 'false') !== 'false')) open(button, false);
    dispatchEvent(new Event('caseline:ready'));
  }
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mount);
  else mount();
})(DESK);
