/** Puts what the pages load into one folder, each file beside its compressed forms: done once, at build time. */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Web Chat as its makers bundle it, and the notice that goes with it. */
const WEB_CHAT = ['webchat.js', 'webchat.js.LICENSE.txt'];

export interface Packing {
  /** The pages' own style sheets, scripts and pictures. */
  own: string;
  /** The folder of the Web Chat bundle. */
  webChat: string;
  /** Made where it is missing; what is up to date in it stays, what no longer belongs goes. */
  to: string;
}

/** Resolves to the names of the files that had to be made anew. */
export async function packAssets({ own, webChat, to }: Packing): Promise<string[]> {
  await mkdir(to, { recursive: true });
  const sources = [
    ...(await readdir(own)).map(name => ({ name, path: join(own, name) })),
    ...WEB_CHAT.map(name => ({ name, path: join(webChat, name) })),
  ];
  const wanted = new Set(sources.flatMap(({ name }) => [name, `${name}.br`, `${name}.gz`]));
  for (const name of await readdir(to)) if (!wanted.has(name)) await rm(join(to, name));
  const made = await Promise.all(
    sources.map(async ({ name, path }) => ((await pack(path, join(to, name))) ? [name] : [])),
  );
  return made.flat();
}

async function pack(source: string, target: string): Promise<boolean> {
  const content = await readFile(source);
  const packed = await readFile(target).catch(() => undefined);
  if (packed?.equals(content)) return false;
  const [br, gz] = await Promise.all([
    brotli(content, {
      params: {
        // 11 would be 2 % smaller and take twice as long, at everybody's first start.
        [constants.BROTLI_PARAM_QUALITY]: 10,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        [constants.BROTLI_PARAM_LGWIN]: 24,
      },
    }),
    zip(content, { level: 9 }),
  ]);
  await replace(`${target}.br`, br);
  await replace(`${target}.gz`, gz);
  // Last, as it vouches for the other two.
  await replace(target, content);
  return true;
}

/** Never half a file, even where the build is broken off or runs twice at a time. */
async function replace(path: string, content: Buffer): Promise<void> {
  const draft = `${path}.${process.pid}.new`;
  await writeFile(draft, content);
  await rename(draft, path);
}
