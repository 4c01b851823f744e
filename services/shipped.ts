import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A file or folder of the sources that is read as it is, given by its path from the project's root. It stays there
 * while the code runs from `dist`: the nearest folder above that has both a `package.json` and it.
 */
export function shipped(path: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  let root = folder;
  while (folder !== dirname(folder)) {
    folder = dirname(folder);
    if (!existsSync(join(folder, 'package.json'))) continue;
    root = folder;
    if (existsSync(join(folder, path))) break;
  }
  return join(root, path);
}
