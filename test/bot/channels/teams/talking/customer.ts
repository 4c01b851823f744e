/** A customer in the web chat, as a program that speaks Direct Line. */
import assert from 'node:assert/strict';
import { SECRET } from '../world.ts';

export interface Heard {
  type: string;
  text?: string;
  from: { id: string; name?: string; role: string };
  attachments?: { contentType: string; name: string; contentUrl?: string }[];
  suggestedActions?: { actions: { title: string }[] };
}

export interface Customer {
  conversation: string;
  /** Resolves once the desk has taken it; the same `id` again is the same message. */
  say(text: string, more?: Record<string, unknown>): Promise<void>;
  send(name: string, type: string, bytes: Uint8Array): Promise<void>;
  /** What has come since this was asked last, without the customer's own words. */
  news(): Promise<Heard[]>;
  /** The same, as it reads. */
  texts(): Promise<string[]>;
}

export async function startCustomer(url: string): Promise<Customer> {
  const base = `${url}/v3/directline/conversations`;
  const headers = { Authorization: `Bearer ${SECRET}` };
  const started = await fetch(base, { method: 'POST', headers });
  const { conversationId: conversation } = (await started.json()) as { conversationId: string };
  let watermark = '0';

  const customer: Customer = {
    conversation,
    async say(text, more = {}) {
      const activity = { type: 'message', text, from: { id: 'jo' }, locale: 'en-US', ...more };
      const answer = await fetch(`${base}/${conversation}/activities`, {
        method: 'POST',
        headers: { ...headers, 'Content-Type': 'application/json' },
        body: JSON.stringify(activity),
      });
      assert.equal(answer.status, 200, await answer.clone().text());
    },
    async send(name, type, bytes) {
      const form = new FormData();
      form.append('file', new Blob([bytes], { type }), name);
      const answer = await fetch(`${base}/${conversation}/upload?userId=jo`, { method: 'POST', headers, body: form });
      assert.equal(answer.status, 200, await answer.clone().text());
    },
    async news() {
      const answer = await fetch(`${base}/${conversation}/activities?watermark=${watermark}`, { headers });
      const set = (await answer.json()) as { activities: Heard[]; watermark: string };
      watermark = set.watermark;
      return set.activities.filter(({ from }) => from.role === 'bot');
    },
    texts: async () => (await customer.news()).map(({ text = '' }) => text),
  };
  await customer.news();
  return customer;
}
