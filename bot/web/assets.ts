/** The packed files that pages load: each under an address that changes with its content, so it is cached for good. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { extname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';

export interface Assets {
  /** The address of a file, relative to the pages at the root. @throws {Error} where there is no such file. */
  path(name: string): string;
  /** What its content must be, as browsers check it (Subresource Integrity). @throws {Error} as `path`. */
  integrity(name: string): string;
  /** The content itself. @throws {Error} as `path`. */
  content(name: string): Buffer;
  mount(server: Server): void;
}

/** A file beside its compressed forms. */
export interface Packed {
  type: string;
  plain: Buffer;
  br: Buffer;
  gzip: Buffer;
}

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
};

/** Reads a folder that `packAssets` has filled. */
export async function loadAssets(folder: string): Promise<Assets> {
  const names = (await readdir(folder)).filter(name => extname(name) in TYPES);
  const named = new Map<string, { path: string; asset: Packed }>();
  const served = new Map<string, Packed>();
  for (const name of names) {
    const [plain, br, gzip] = await Promise.all(
      ['', '.br', '.gz'].map(suffix => readFile(join(folder, `${name}${suffix}`))) as [
        Promise<Buffer>,
        Promise<Buffer>,
        Promise<Buffer>,
      ],
    );
    const version = createHash('sha256').update(plain).digest('hex').slice(0, 16);
    const asset = { type: TYPES[extname(name)] ?? '', plain, br, gzip };
    named.set(name, { path: `assets/${version}/${name}`, asset });
    served.set(`${version}/${name}`, asset);
  }

  async function serve(req: Request, res: Response): Promise<void> {
    const asset = served.get(`${req.params.version}/${req.params.name}`);
    if (!asset) {
      res.writeHead(404, { 'Content-Type': 'text/plain' });
      res.end('There is nothing at this address.\n');
      return;
    }
    sendPacked(req, res, asset, { 'Cache-Control': 'public, max-age=31536000, immutable' });
  }

  function find(name: string) {
    const found = named.get(name);
    if (!found) throw new Error(`There is no asset ${name} in ${folder}: run the build.`);
    return found;
  }

  return {
    path: name => find(name).path,
    integrity: name => `sha384-${createHash('sha384').update(find(name).asset.plain).digest('base64')}`,
    content: name => find(name).asset.plain,
    mount(server) {
      server.get('/assets/:version/:name', serve);
      server.head('/assets/:version/:name', serve);
    },
  };
}

/** In the smallest form that the client takes. */
export function sendPacked(req: Request, res: Response, file: Packed, headers: OutgoingHttpHeaders): void {
  const encoding = preferred(req.headers['accept-encoding']);
  const body = encoding ? file[encoding] : file.plain;
  res.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': body.length,
    Vary: 'Accept-Encoding',
    ...(encoding && { 'Content-Encoding': encoding }),
    ...headers,
  });
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** The smallest form that the client takes. */
function preferred(accepted: string | string[] | undefined): 'br' | 'gzip' | undefined {
  const named = new Set(
    String(accepted ?? '')
      .toLowerCase()
      .split(',')
      .map(entry => entry.trim())
      .filter(entry => !/;\s*q=0(\.0*)?$/.test(entry))
      .map(entry => entry.split(';')[0]?.trim()),
  );
  if (named.has('br')) return 'br';
  return named.has('gzip') ? 'gzip' : undefined;
}
