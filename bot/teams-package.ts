/** `npm run teams-package -- [file]`: builds the app that is uploaded to Teams, from the desk's own configuration. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { loadProfile, ProfileError } from '../services/profile/profile.ts';
import { packTeamsApp } from './channels/teams/package/package.ts';
import { ConfigError, loadConfig } from './config.ts';

const ROOT = new URL('../../', import.meta.url);
const file = resolve(argv[2] ?? 'teams-app.zip');

try {
  const config = loadConfig(env);
  const { company } = await loadProfile(config.profileDir);
  const { version } = z
    .object({ version: z.string() })
    .parse(JSON.parse(await readFile(new URL('package.json', ROOT), 'utf8')));
  const icons = fileURLToPath(new URL('bot/channels/teams/package/', ROOT));
  const packed = await packTeamsApp({ config, company: company.name, version, icons });
  if (packed.kind === 'refused') throw new ConfigError(packed.problems);
  await writeFile(file, packed.zip);
  console.log(`${file}: upload it in Teams under Apps, Manage your apps, Upload an app (docs/teams.md).`);
} catch (error) {
  if (!(error instanceof ProfileError || error instanceof ConfigError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
