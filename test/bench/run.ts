/**
 * `npm run bench`: the whole conversation, from the opening to the RMA, with the product as it runs, from outside; on
 * both engines, 1, 16 and 64 conversations at once, beside an echo bot of the plain SDK in the same minute.
 *
 *     npm run bench -- --quick                 two seconds a level, for CI
 *     npm run bench -- --seconds 20 --at-once 16 --engine echo --engine embedded
 *     npm run bench -- --profile profiles     leaves a .cpuprofile of each engine there
 *     npm run bench -- --calls 50              calls at once at the phone line instead
 *     npm run bench -- --million               finds, lists and issues among a million returns instead (or `--rmas 10000`)
 *
 * Ends with 1 where a conversation did not come to both of its numbers, or a number is not on record.
 */
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { hasChromium } from '../browser.ts';
import { startMongo } from '../services/store/servers.ts';
import { type BotProcess, startBot } from './bot-process.ts';
import { measureCalls } from './calls.ts';
import { onRecord, tellFailures } from './checks.ts';
import { type Connector, openConnector } from './connector.ts';
import { type Held, hold, reciter, somebody, type Talker } from './conversation.ts';
import { measure, type Slice, type Subject, together } from './level.ts';
import { measureReturns } from './million/measure.ts';
import { seededUri } from './million/seeded-uri.ts';
import { type Plan, readPlan } from './plan.ts';
import { startProduct } from './product.ts';
import { bars, type Row, type Startup, startups, table, warnings } from './report.ts';
import { createVisitors, type Visitors } from './visitor.ts';
import { measureWidget, widgetLine } from './widget.ts';

const ECHO_BOT = fileURLToPath(new URL('./echo-bot.js', import.meta.url));
const WARM_UP_AT_ONCE = 16;
const SLICE_SECONDS = 2.5;

/** Everything that has to be ended, the last first. */
const ending: (() => Promise<void> | void)[] = [];

async function main(): Promise<boolean> {
  const plan = readPlan(process.argv.slice(2));
  console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
  if (plan.returns !== undefined) return among(plan.returns);
  if (plan.calls !== undefined) return onThePhone(plan, plan.calls);
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
      atOnce: WARM_UP_AT_ONCE,
      seconds: plan.warmUpSeconds,
    });
    all.push(...held);
  }

  const rows: Row[] = [];
  for (const atOnce of plan.levels) {
    rows.push(...(await level(atOnce, plan.seconds, subjects, { connector, visitors })));
  }
  console.log(`\n${[startups(started), table(rows), bars(rows), warnings(rows)].filter(Boolean).join('\n\n')}\n`);
  console.log(`${await widget(subjects)}\n`);
  all.push(...rows.flatMap(({ measured }) => measured.held));
  return tellFailures(all) && (await onRecord(subjects, rows));
}

/** A webhook is answered within so many milliseconds, at the 99th percentile. */
const CALL_BAR_MS = 150;

async function onThePhone({ engines, seconds }: Plan, atOnce: number): Promise<boolean> {
  let isGood = true;
  for (const engine of engines.filter(one => one !== 'echo')) {
    const server = engine === 'mongodb' ? await startMongo() : undefined;
    if (server) ending.push(server.stop);
    if (server === null) continue;
    const mongodbUri = server?.freshUri();
    const figures = await measureCalls({ engine, atOnce, seconds, ...(mongodbUri && { mongodbUri }) });
    const { steps, perSecond, p50, p99, wrong } = figures;
    console.log(
      `${engine}: ${atOnce} calls at once, ${steps} steps, ${perSecond.toFixed(0)}/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (bar: ${CALL_BAR_MS} ms${p99 > CALL_BAR_MS ? ', MISSED' : ''})`,
    );
    for (const line of wrong.slice(0, 3)) console.log(`  ${line}`);
    isGood = isGood && wrong.length === 0;
  }
  return isGood;
}

/** Seeds them where that has not been done; with MONGODB_URI they stay there, for the next time. */
async function among(returns: number): Promise<boolean> {
  const server = await startMongo();
  if (!server) return false;
  ending.push(server.stop);
  console.log(`MongoDB: ${server.name}`);
  return measureReturns({ uri: seededUri(server.uri, returns), returns, tell: line => console.log(line) });
}

/** In turns of a few seconds, so that whatever else the machine does weighs on all of them alike. */
async function level(
  atOnce: number,
  seconds: number,
  subjects: readonly Subject[],
  ends: { connector: Connector; visitors: Visitors },
): Promise<Row[]> {
  const rounds = Math.ceil(seconds / SLICE_SECONDS);
  const slices = new Map(subjects.map(subject => [subject, [] as Slice[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [subject, own] of slices) {
      own.push(await measure({ subject, ...ends, atOnce, seconds: seconds / rounds }));
    }
  }
  return [...slices].map(([{ name }, own]) => ({ subject: name, measured: together(atOnce, own) }));
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

/** What the chat costs a site that embeds it. */
async function widget(subjects: readonly Subject[]): Promise<string> {
  const desk = subjects.find(({ name }) => name !== 'echo');
  if (!desk || !hasChromium()) return 'widget: not measured without the product and Chromium';
  return widgetLine(await measureWidget(desk.bot.address));
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
    until: Number.POSITIVE_INFINITY,
    onTurn: () => undefined,
  });
  if (held.kind === 'failed') throw new Error(`${name} did not answer its first visitor: ${held.why}`);
  return { subject: name, listeningMs: bot.listeningMs, firstReplyMs: bot.listeningMs + performance.now() - began };
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
