/** How much one conversation and one network address may have of Direct Line. */
import { createRateLimit, type Rate, type RateLimit } from '../../rate-limit.ts';

/** A whole office behind one address gets by; a script that draws tokens or floods the desk does not. */
export const RATES = {
  /** Chats opened or resumed, per address. */
  tokens: { burst: 60, perMinute: 30 },
  /** Requests of any kind, per conversation: a client without WebSocket polls every second, in several tabs. */
  requests: { burst: 200, perMinute: 300 },
  /** Messages and files, per conversation: faster than anybody types. */
  messages: { burst: 40, perMinute: 60 },
  messagesPerAddress: { burst: 400, perMinute: 600 },
  /** Bytes of files: photos of a whole office, and no disk full within the hour. */
  uploadedPerAddress: { burst: 300 * 1024 * 1024, perMinute: 60 * 1024 * 1024 },
} satisfies Record<string, Rate>;

export type Rates = Record<keyof typeof RATES, Rate>;
export type Limits = Record<keyof typeof RATES, RateLimit>;

export function createLimits(rates: Rates, now: () => Date): Limits {
  const limit = (name: keyof Rates) => createRateLimit({ ...rates[name], now });
  return {
    tokens: limit('tokens'),
    requests: limit('requests'),
    messages: limit('messages'),
    messagesPerAddress: limit('messagesPerAddress'),
    uploadedPerAddress: limit('uploadedPerAddress'),
  };
}
