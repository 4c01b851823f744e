// What a browser keeps of its conversation: for the tab, or for longer where the site asks for it. A second tab of the
// same site asks the first, so that both hold one conversation. Browsers that forbid storage to frames of other sites
// leave it to the page around to keep it; without any storage a reload starts afresh.

const KEY = 'caseline.chat';
/** How long another tab has to answer, in ms. */
const ANSWER_MS = 150;

/**
 * @param {{ lasting: boolean, who: string, host?: { kept?: string, keep: (text: string | null) => void },
 *   onForgotten: () => void }} options `who`: the visitor as the site names them, or nothing; what was kept for somebody
 *   else is forgotten. `host`: the page around, with what it has kept and how it is given more.
 */
export function createSession({ lasting, who, host, onForgotten }) {
  const area = storageArea(lasting) ?? hostArea(host);
  let kept = parsed(area?.getItem(KEY)) ?? { who };
  if ((kept.who ?? '') !== who) kept = { who };
  /** From then on nothing is kept: what is still under way must not bring it back. */
  let isForgotten = false;
  const tabs = 'BroadcastChannel' in window ? new BroadcastChannel(KEY) : undefined;

  function write(changes) {
    kept = { ...kept, ...changes };
    if (isForgotten) return;
    try {
      area?.setItem(KEY, JSON.stringify(kept));
    } catch {}
  }

  function clear() {
    isForgotten = true;
    kept = { who };
    try {
      area?.removeItem(KEY);
    } catch {}
  }

  /** What another tab may know: no draft, nothing that is being sent. */
  const shared = () => ({ resume: kept.resume, conversationId: kept.conversationId });

  tabs?.addEventListener('message', ({ data }) => {
    if (data.who !== who) return;
    if (data.kind === 'ask' && kept.resume && !isForgotten) tabs.postMessage({ kind: 'answer', who, ...shared() });
    if (data.kind === 'forgotten' && data.conversationId === kept.conversationId) {
      clear();
      onForgotten();
    }
  });

  /** Resolves once it is known whether another tab has a conversation to join. */
  function join() {
    if (kept.resume || !tabs) return Promise.resolve();
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
    read: () => kept,
    write,
    join,
    /** Here and in the other tabs. */
    forget() {
      tabs?.postMessage({ kind: 'forgotten', who, conversationId: kept.conversationId });
      clear();
    },
    /** The conversation is over at the desk; what is being written stays. */
    renew() {
      write({ resume: undefined, conversationId: undefined, told: undefined });
    },
  };
}

function storageArea(lasting) {
  try {
    return lasting ? localStorage : sessionStorage;
  } catch {
    return undefined;
  }
}

function hostArea(host) {
  return (
    host && {
      getItem: () => host.kept ?? null,
      setItem: (_key, text) => host.keep(text),
      removeItem: () => host.keep(null),
    }
  );
}

function parsed(text) {
  try {
    return JSON.parse(text) ?? undefined;
  } catch {
    return undefined;
  }
}
