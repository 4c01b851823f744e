import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createWorld, type World } from '../world.ts';
import { play, readScript } from './script.ts';

const FOLDER = join(process.cwd(), 'test/conversations');

describe('conversations', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  for (const file of readdirSync(FOLDER)
    .filter(name => name.endsWith('.txt'))
    .sort()) {
    const script = readScript(readFileSync(join(FOLDER, file), 'utf8'));
    it(`${script.title} (${file})`, () => play(script, world));
  }
});
