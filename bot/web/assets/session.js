// What a browser keeps of its conversation: for the tab, or for longer where the site asks for it. A second tab of the
// same site asks the first, so that both hold one conversation. Browsers that forbid storage to frames of other sites
// leave it to the page around to keep it; without any storage a reload starts afresh.

const KEY = 'caseline.chat';
/** How long another tab has to answer, in ms. */
const ANSWER_MS = 150;
/** Messages that may wait to be sent; more are not kept over a reload. */
const MOST_PENDING = 50;

/**
 * @param {{ lasting: boolean, who: string, host?: { kept?: string, keep: (text: string | null) => void },
 *   onForgotten: () => void }} options `who`: the visitor as the site names them, or nothing; what was kept for somebody
 *   else is not read. `host`: the page around, with what it has kept and how it is given more. `onForgotten`: another
 *   tab has ended the conversation.
 */
export function createSession({ lasting, who, host, onForgotten }) {
  const area = storageArea(lasting) ?? heldArea(host);
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel(KEY) : undefined;
  /** From then on nothing is kept: what is still under way must not bring it back. */
  let isForgotten = false;

  /** Always as it is stored: another tab may have written since. */
  function read() {
    const kept = parsed(area.getItem(KEY));
    return kept && (kept.who ?? '') === who ? kept : { who };
  }

  function write(changes) {
    if (isForgotten) return;
    try {
      area.setItem(KEY, JSON.stringify({ ...read(), ...changes }));
    } catch {}
  }

  function clear() {
    isForgotten = true;
    try {
      area.removeItem(KEY);
    } catch {}
  }

  const others = id => (read().pending ?? []).filter(({ channelData }) => channelData.clientActivityID !== id);

  tabs?.addEventListener('message', ({ data }) => {
    if (data.who !== who || isForgotten) return;
    const { resume, conversationId } = read();
    // No draft, and nothing that is being sent.
    if (data.kind === 'ask' && resume) tabs.postMessage({ kind: 'answer', who, resume, conversationId });
    if (data.kind === 'forgotten' && data.conversationId && data.conversationId === conversationId) {
      clear();
      onForgotten();
    }
  });

  /** Resolves once it is known whether another tab has a conversation to join. */
  function join() {
    if (read().resume || !tabs) return Promise.resolve();
    return new Promise(resolve => {
      const done = () => {
        tabs.removeEventListener('message', listen);
        resolve();
      };
      const listen = ({ data }) => {
        if (data.kind !== 'answer' || data.who !== who) return;
        write({ resume: data.resume, conversationId: data.conversationId });
        done();
      };
      tabs.addEventListener('message', listen);
      tabs.postMessage({ kind: 'ask', who });
      setTimeout(done, ANSWER_MS);
    });
  }

  return {
    read,
    write,
    join,
    addPending: activity =>
      write({ pending: [...others(activity.channelData.clientActivityID), activity].slice(-MOST_PENDING) }),
    removePending: id => write({ pending: others(id) }),
    /** Here and in the other tabs. */
    forget() {
      const { conversationId } = read();
      if (isForgotten) return;
      tabs?.postMessage({ kind: 'forgotten', who, conversationId });
      clear();
    },
    /** The conversation is over at the desk; what is being written stays. */
    renew: () => write({ resume: undefined, conversationId: undefined, told: undefined }),
  };
}

function storageArea(lasting) {
  try {
    const area = lasting ? localStorage : sessionStorage;
    area.getItem(KEY);
    return area;
  } catch {
    return undefined;
  }
}

/** In the page's memory, and with the page around where there is one. */
function heldArea(host) {
  let held = host?.kept ?? null;
  const put = text => {
    held = text;
    host?.keep(text);
  };
  return { getItem: () => held, setItem: (_key, text) => put(text), removeItem: () => put(null) };
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
