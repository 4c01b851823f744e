import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Line, startLine } from '../bot/channels/voice/phone.ts';
import { playCall, readCallScript } from './script.ts';

const FOLDER = join(process.cwd(), 'test/calls');

describe('calls', () => {
  let line: Line;
  beforeEach(async () => {
    line = await startLine();
  });
  afterEach(() => line.close());

  for (const file of readdirSync(FOLDER)
    .filter(name => name.endsWith('.txt'))
    .sort()) {
    const script = readCallScript(readFileSync(join(FOLDER, file), 'utf8'));
    it(`${script.title} (${file})`, () => playCall(script, line));
  }
});
