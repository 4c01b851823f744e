/** The packed files that pages load: each under an address that changes with its content, so it is cached for good. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Request, Response, Server } from 'restify';

export interface Assets {
  /** The address of a file, relative to the pages at the root. @throws {Error} where there is no such file. */
  path(name: string): string;
  mount(server: Server): void;
}

interface Asset {
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
  const paths = new Map<string, string>();
  const assets = new Map<string, Asset>();
  for (const name of names) {
    const [plain, br, gzip] = await Promise.all(
      ['', '.br', '.gz'].map(suffix => readFile(join(folder, `${name}${suffix}`))) as [
        Promise<Buffer>,
        Promise<Buffer>,
        Promise<Buffer>,
      ],
    );
    const version = createHash('sha256').update(plain).digest('hex').slice(0, 16);
    paths.set(name, `assets/${version}/${name}`);
    assets.set(`${version}/${name}`, { type: TYPES[extname(name)] ?? '', plain, br, gzip });
  }

  async function serve(req: Request, res: Response): Promise<void> {
    const asset = assets.get(`${req.params.version}/${req.params.name}`);
    if (!asset) {
      res.writeHead(404, { 'Content-Type': 'text/plain' });
      res.end('There is nothing at this address.\n');
      return;
    }
    const encoding = preferred(req.headers['accept-encoding']);
    const body = encoding ? asset[encoding] : asset.plain;
    res.writeHead(200, {
      'Content-Type': asset.type,
      'Content-Length': body.length,
      'Cache-Control': 'public, max-age=31536000, immutable',
      Vary: 'Accept-Encoding',
      ...(encoding && { 'Content-Encoding': encoding }),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
  }

  return {
    path(name) {
      const path = paths.get(name);
      if (!path) throw new Error(`There is no asset ${name} in ${folder}: run the build.`);
      return path;
    },
    mount(server) {
      server.get('/assets/:version/:name', serve);
      server.head('/assets/:version/:name', serve);
    },
  };
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
