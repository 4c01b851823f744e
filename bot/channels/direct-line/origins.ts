/** Which web sites may talk to the desk from a browser (CORS), and so embed the chat. */
import type { ServerResponse } from 'node:http';
import { isLoopback } from '../../loopback.ts';

export interface Origins {
  allows(origin: string): boolean;
  /** Sets the headers that let the page of an allowed origin read the answer. */
  mark(res: ServerResponse, origin: string | undefined): void;
}

export function createOrigins(deps: { publicUrl: string; widgetOrigins: readonly string[] }): Origins {
  const own = new URL(deps.publicUrl);
  const listed = new Set([own.origin, ...deps.widgetOrigins]);

  /** On this machine, `localhost` and 127.0.0.1 are the same page by two names. */
  function isOwnByAnotherName(origin: string): boolean {
    if (!isLoopback(own.hostname) || !URL.canParse(origin)) return false;
    const { protocol, hostname, port } = new URL(origin);
    return protocol === own.protocol && port === own.port && isLoopback(hostname);
  }

  const allows = (origin: string) => listed.has(origin) || isOwnByAnotherName(origin);

  return {
    allows,
    mark(res, origin) {
      res.setHeader('Vary', 'Origin');
      if (!origin || !allows(origin)) return;
      res.setHeader('Access-Control-Allow-Origin', origin);
      res.setHeader('Access-Control-Allow-Methods', 'GET, POST, OPTIONS');
      res.setHeader('Access-Control-Allow-Headers', 'authorization, content-type, x-ms-bot-agent, x-requested-with');
      res.setHeader('Access-Control-Expose-Headers', 'retry-after');
      res.setHeader('Access-Control-Max-Age', '7200');
    },
  };
}
