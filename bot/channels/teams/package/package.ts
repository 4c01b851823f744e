/** The zip that an administrator uploads to Teams: the manifest and its two icons. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import type { Config } from '../../../config.ts';
import { manifestOf } from './manifest.ts';

export type Packed = { kind: 'packed'; zip: Uint8Array } | { kind: 'refused'; problems: string[] };

/** @param icons the folder of `color.png` (192 × 192) and `outline.png` (32 × 32, white on nothing) */
export async function packTeamsApp(deps: {
  config: Pick<Config, 'microsoftApp' | 'publicUrl' | 'staffTenants'>;
  company: string;
  version: string;
  icons: string;
}): Promise<Packed> {
  const { config, company, version, icons } = deps;
  const { microsoftApp: app, publicUrl, staffTenants } = config;
  const problems = [
    ...(app
      ? []
      : ['MicrosoftAppId is not set: register the bot first (docs/teams.md), as Teams knows it by that id.']),
    ...(publicUrl.startsWith('https://')
      ? []
      : [`PUBLIC_URL is ${publicUrl}: Teams takes only an address that begins with https://.`]),
    ...(app && staffTenants.length === 0
      ? ['STAFF_TENANTS is not set: nobody would be staff. Name the tenants whose members are (R25).']
      : []),
  ];
  if (!app || problems.length > 0) return { kind: 'refused', problems };
  const manifest = manifestOf({ appId: app.id, version, company, publicUrl });
  const [color, outline] = await Promise.all(['color.png', 'outline.png'].map(name => readFile(join(icons, name))));
  const text = new TextEncoder().encode(`${JSON.stringify(manifest, null, 2)}\n`);
  const files = {
    'manifest.json': text,
    ...(color && { 'color.png': color }),
    ...(outline && { 'outline.png': outline }),
  };
  // The same content gives the same bytes.
  return { kind: 'packed', zip: zipSync(files, { mtime: new Date('2000-01-01T12:00:00') }) };
}
