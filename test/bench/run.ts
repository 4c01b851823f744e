/**
 * `npm run bench`: the whole conversation, from the opening to the RMA, with the product as it runs, from outside; on
 * both engines, 1, 16 and 64 conversations at once, beside an echo bot of the plain SDK in the same minute.
 *
 *     npm run bench -- --quick                 two seconds a level, for CI
 *     npm run bench -- --seconds 20 --at-once 16 --engine echo --engine embedded
 *     npm run bench -- --profile /tmp/prof     leaves a .cpuprofile of each engine of the product there
 *
 * Ends with 1 where a conversation did not come to both of its numbers, or a number is not on record.
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startMongo } from '../services/store/servers.ts';
import { type BotProcess, startBot } from './bot-process.ts';
import { type Connector, openConnector } from './connector.ts';
import { type Held, hold, reciter, somebody, type Talker } from './conversation.ts';
import { type Measured, measure, type Subject } from './level.ts';
import { lookUp, startProduct } from './product.ts';
import { bars, failures, type Row, type Startup, startups, table, warnings } from './report.ts';
import { createVisitors, type Visitors } from './visitor.ts';

const ECHO_BOT = fileURLToPath(new URL('./echo-bot.js', import.meta.url));
/** Conversations at once, and for how long, until the code is as fast as it gets. */
const WARM_UP = { atOnce: 8, seconds: 5 };
/** Numbers of each engine that are looked up afterwards. */
const SAMPLE = 25;

interface Plan {
  engines: readonly string[];
  levels: readonly number[];
  seconds: number;
  warmUpSeconds: number;
  profileTo: string | undefined;
}

/** Everything that has to be ended, the last first. */
const ending: (() => Promise<void> | void)[] = [];

async function main(): Promise<boolean> {
  const plan = planned();
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  const connector = await openConnector();
  ending.push(connector.close);
  const visitors = createVisitors(connector);
  ending.push(visitors.close);

  const subjects: Subject[] = [];
  const started: Startup[] = [];
  for (const engine of plan.engines) {
    const bot = await start(engine, plan);
    if (!bot) continue;
    ending.push(bot.stop);
    const subject: Subject = { name: engine, bot, talker: engine === 'echo' ? reciter : somebody, visitors: 0 };
    started.push(await firstReply(subject, connector, visitors));
    subjects.push(subject);
  }
  const all: Held[] = [];
  for (const subject of subjects) {
    const { held } = await measure({
      subject,
      connector,
      visitors,
      atOnce: WARM_UP.atOnce,
      seconds: plan.warmUpSeconds,
    });
    all.push(...held);
  }

  const rows: Row[] = [];
  for (const atOnce of plan.levels) {
    // Side by side, so that whatever else the machine does weighs on all of them.
    for (const subject of subjects) {
      const measured = await measure({ subject, connector, visitors, atOnce, seconds: plan.seconds });
      rows.push({ subject: subject.name, measured });
    }
  }
  console.log(`\n${[startups(started), table(rows), bars(rows), warnings(rows)].filter(Boolean).join('\n\n')}\n`);
  all.push(...rows.flatMap(({ measured }) => measured.held));
  return tellFailures(all) && (await onRecord(subjects, rows));
}

function planned(): Plan {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      seconds: { type: 'string' },
      'at-once': { type: 'string', multiple: true },
      engine: { type: 'string', multiple: true },
      profile: { type: 'string' },
    },
  });
  return {
    engines: values.engine ?? ['echo', 'embedded', 'mongodb'],
    levels: values['at-once']?.map(Number) ?? [1, 16, 64],
    seconds: Number(values.seconds ?? (values.quick ? 2 : 10)),
    warmUpSeconds: values.quick ? 1 : WARM_UP.seconds,
    profileTo: values.profile,
  };
}

/** Undefined where there is no database to run on; that is said. */
async function start(engine: string, { profileTo }: Plan): Promise<BotProcess | undefined> {
  switch (engine) {
    case 'echo':
      return startBot({ script: ECHO_BOT, env: {} });
    case 'embedded':
      return startProduct({ profileTo });
    case 'mongodb': {
      const server = await startMongo();
      if (!server) return undefined;
      ending.push(server.stop);
      console.log(`MongoDB: ${server.name}`);
      return startProduct({ mongodbUri: server.freshUri(), profileTo });
    }
    default:
      throw new Error(`there is no engine ${engine}: echo, embedded or mongodb`);
  }
}

/** Nobody has talked to it before. */
async function firstReply(subject: Subject, connector: Connector, visitors: Visitors): Promise<Startup> {
  const { name, bot } = subject;
  const silent: Talker = { answer: () => undefined };
  const began = performance.now();
  const held = await hold({
    visitors,
    connector,
    address: bot.address,
    id: `${name}-first`,
    talker: silent,
    onTurn: () => undefined,
  });
  if (held.kind === 'failed') throw new Error(`${name} did not answer its first visitor: ${held.why}`);
  return { subject: name, listeningMs: bot.listeningMs, firstReplyMs: bot.listeningMs + performance.now() - began };
}

/** Whether nothing failed; each reason is told once, with how often. */
function tellFailures(held: readonly Held[]): boolean {
  const reasons = new Map<string, number>();
  for (const why of failures({ held })) reasons.set(why, (reasons.get(why) ?? 0) + 1);
  for (const [why, times] of reasons) console.error(`${times} conversations failed: ${why}`);
  return reasons.size === 0;
}

/** Whether no RMA number was given twice, and those of a sample are what the product's REST API says is on record. */
async function onRecord(subjects: readonly Subject[], rows: readonly Row[]): Promise<boolean> {
  let right = true;
  for (const { name, bot } of subjects.filter(subject => subject.name !== 'echo')) {
    const given = rows.filter(row => row.subject === name).flatMap(({ measured }) => rmaNumbers(measured));
    const step = Math.max(1, Math.floor(given.length / SAMPLE));
    const { looked, missing } = await lookUp(
      bot.address,
      given.filter((_, at) => at % step === 0),
    );
    const twice = given.length - new Set(given).size;
    console.log(
      `${name}: ${given.length} RMAs issued, ${looked - missing.length} of ${looked} looked up are on record`,
    );
    if (twice > 0) console.error(`${name}: ${twice} RMA numbers were given twice`);
    right &&= twice === 0 && looked > 0 && missing.length === 0;
  }
  return right;
}

function rmaNumbers({ held }: Measured): string[] {
  return held.flatMap(one => (one.kind === 'finished' && one.numbers?.rmaNumber ? [one.numbers.rmaNumber] : []));
}

async function endAll(): Promise<void> {
  for (const end of ending.splice(0).reverse()) await end();
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void endAll().finally(() => process.exit(130));
  });
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await endAll();
}
