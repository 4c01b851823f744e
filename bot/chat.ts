/** `npm run chat`: the desk in the terminal, on the same store as the server; `npm run call`: its phone line. */
import { randomUUID } from 'node:crypto';
import { argv, env, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';
import { ProfileError } from '../services/profile/profile.ts';
import { StoreUnavailable } from '../services/store/port.ts';
import { assemble } from './assemble.ts';
import { startBackground } from './background.ts';
import { createTelephone } from './channels/terminal/telephone.ts';
import { createTerminal } from './channels/terminal/terminal.ts';
import { ConfigError, loadConfig } from './config.ts';
import { createLog } from './log.ts';

/** Of numbers that are nobody's. */
const CALLER = '+15595550142';

async function main(): Promise<void> {
  const config = loadConfig(env);
  const log = createLog('silent');
  const house = await assemble(config, log);
  const { desk, store } = house;
  const background = await startBackground({ config, house, links: house.mailLinks, now: () => new Date(), log });
  const { phoneLine, timeZone } = house.profile.company;
  const here = { desk, conversation: randomUUID(), print: (text: string) => stdout.write(text) };
  const terminal = argv.includes('--phone')
    ? createTelephone({ ...here, from: CALLER, language: phoneLine.language, timeZone })
    : createTerminal({ ...here, drawId: randomUUID });
  await terminal.open();
  const lines = createInterface({ input: stdin, output: stdout, prompt: '> ', terminal: stdin.isTTY });
  lines.prompt();
  for await (const line of lines) {
    await terminal.say(line);
    lines.prompt();
  }
  stdout.write('\n');
  await background.idle();
  await background.close();
  await store.close();
}

main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof ProfileError || error instanceof StoreUnavailable;
  process.stderr.write(`${known ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exit(1);
});
