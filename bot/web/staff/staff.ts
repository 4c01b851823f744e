/** `GET /staff/{number}`: leads staff to their chat with the desk in Teams, with the number typed. Shows nothing by itself (R25). */
import type { Request, Response, Server } from 'restify';
import { readNumber } from '../../../services/numbers.ts';
import type { Config } from '../../config.ts';

/** Without an app of Teams it leads to the site. */
export function mountStaffLinks(server: Server, config: Pick<Config, 'microsoftApp' | 'publicUrl'>): void {
  const { microsoftApp: app, publicUrl } = config;

  async function lead(req: Request, res: Response): Promise<void> {
    const read = readNumber(String(req.params['number']));
    const query = new URLSearchParams({
      users: `28:${app?.id}`,
      ...(read.kind === 'number' && { message: read.value }),
    });
    const to = app ? `https://teams.microsoft.com/l/chat/0/0?${query}` : `${publicUrl}/`;
    res.writeHead(302, { Location: to, 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex' });
    res.end();
  }

  server.get('/staff/:number', lead);
  server.head('/staff/:number', lead);
}
