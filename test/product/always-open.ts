/** The shipped profile, with somebody at the desk whenever the test runs. */
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** Copies it there. */
export async function writeProfile(folder: string): Promise<void> {
  await cp('services/profile/pelco', folder, { recursive: true });
  const always = [{ from: '00:00', to: '24:00' }];
  const hours = { week: Object.fromEntries(DAYS.map(day => [day, always])), holidays: [] };
  await writeFile(join(folder, 'hours.json'), JSON.stringify(hours));
}
