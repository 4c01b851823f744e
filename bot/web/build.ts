/** The second half of `npm run build`: packs the pages' assets beside the compiled code. */
import { fileURLToPath } from 'node:url';
import { packAssets } from './pack.ts';

// Runs as dist/bot/web/build.js; the project's own folder is three up, unless it is given.
const root = process.argv[2] ? new URL(`file://${process.argv[2]}/`) : new URL('../../../', import.meta.url);
const folder = (path: string, base: URL | string) => fileURLToPath(new URL(path, base));

await packAssets({
  own: folder('bot/web/assets/', root),
  webChat: folder('node_modules/botframework-webchat/dist/', root),
  to: folder('assets/', import.meta.url),
});
