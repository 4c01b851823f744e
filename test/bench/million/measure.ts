/** How long a question takes among all those returns, and by which index the database finds the answer. */
import { type Document, MongoClient } from 'mongodb';
import { openStore } from '../../../services/store/open.ts';
import { startCommandTap } from '../../services/store/command-tap.ts';
import { type Question, questionsTo } from './questions.ts';
import { LASTING, seed } from './seed.ts';

interface Answered {
  name: string;
  p50: number;
  p99: number;
  found: number;
  plan: string;
  right: boolean;
}

const WARM_UP = 10;
const TIMES = 200;
/** Of documents, for each that is found: more means that the index is not the right one. */
const MOST_EXAMINED = 4;
const SOME = 60;

/** Whether every question was answered by an index, and answered at all. */
export async function measureReturns(deps: {
  uri: string;
  returns: number;
  tell(line: string): void;
}): Promise<boolean> {
  const { uri, returns, tell } = deps;
  const until = new Date();
  await seed({ uri, returns, until, tell });
  const store = await openStore({ mongodbUri: uri, dataDir: '/nowhere', indexes: LASTING });
  const tap = await startCommandTap(uri);
  const tapped = await openStore({ mongodbUri: tap.uri, dataDir: '/nowhere', indexes: LASTING });
  const client = new MongoClient(uri);
  try {
    const now = await momentOf(client, uri);
    const watched = questionsTo(tapped, returns, until, now);
    const all: Answered[] = [];
    for (const [at, question] of questionsTo(store, returns, until, now).entries()) {
      const { name } = question;
      tell(`measuring: ${name}`);
      try {
        const timed = await time(question, returns);
        // What a process asks only once is not counted.
        await watched[at]?.ask(placeAt(0, returns));
        tap.seen.splice(0);
        const found = (await watched[at]?.ask(placeAt(WARM_UP, returns))) ?? 0;
        const finds = tap.seen.filter(seen => seen.name === 'find');
        const plans = await Promise.all(finds.map(({ command }) => planOf(client, command)));
        const right = found >= question.finds && plans.every(({ isIndexed }) => isIndexed);
        const plan =
          plans.map(({ told }) => told).join('; ') || tap.seen.map(seen => `${seen.name} ${seen.on}`).join(', ');
        all.push({ name, ...timed, found, plan, right });
      } catch (error) {
        const plan = error instanceof Error ? error.message : String(error);
        all.push({ name, p50: Number.NaN, p99: Number.NaN, found: 0, plan, right: false });
      }
    }
    tell(`\n${table(all)}\n`);
    for (const { name } of all.filter(({ right }) => !right)) tell(`${name}: NOT by an index, or not found`);
    return all.every(({ right }) => right);
  } finally {
    await Promise.all([store.close(), tapped.close(), client.close()]);
    await tap.close();
  }
}

/** A desk at work: the newest return came a minute ago, however long ago it was seeded. */
async function momentOf(client: MongoClient, uri: string): Promise<() => Date> {
  const { pathname } = new URL(uri);
  const rmas = client.db(pathname.slice(1)).collection('rmas');
  const [newest] = await rmas.find().sort({ issuedAt: -1 }).limit(1).toArray();
  const began = performance.now();
  const at: number = newest?.['issuedAt'].getTime() + 60_000;
  return () => new Date(at + performance.now() - began);
}

/** All over the years, the same ones every time. */
const placeAt = (time: number, returns: number) => (time * 7_919 * 131) % returns;

async function time({ ask }: Question, returns: number): Promise<{ p50: number; p99: number }> {
  for (let turn = 0; turn < WARM_UP; turn++) await ask(placeAt(turn, returns));
  const took: number[] = [];
  for (let turn = 0; turn < TIMES; turn++) {
    const began = performance.now();
    await ask(placeAt(WARM_UP + turn, returns));
    took.push(performance.now() - began);
  }
  took.sort((a, b) => a - b);
  const at = (share: number) => took[Math.floor(share * (took.length - 1))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** What the server says of the very command that the product sent. */
async function planOf(client: MongoClient, sent: Document): Promise<{ told: string; isIndexed: boolean }> {
  const { lsid: _, $db, $clusterTime: __, ...find } = sent;
  const explained = await client.db($db).command({ explain: find, verbosity: 'executionStats' });
  const stages = stagesOf(explained['queryPlanner']?.winningPlan);
  const index = stages.find(({ indexName }) => indexName)?.['indexName'];
  const { totalDocsExamined: examined = 0, nReturned = 0 } = explained['executionStats'] ?? {};
  const isIndexed = index !== undefined && examined <= SOME + nReturned * MOST_EXAMINED;
  return { told: `${index ?? stages.map(({ stage }) => stage).join('+')}, ${examined} read`, isIndexed };
}

function stagesOf(plan: Document | undefined): Document[] {
  if (!plan) return [];
  const below: (Document | undefined)[] = [plan['inputStage'], ...(plan['inputStages'] ?? []), plan['queryPlan']];
  return [plan, ...below.flatMap(stagesOf)];
}

function table(all: readonly Answered[]): string {
  const rows = all.map(({ name, p50, p99, plan }) => `| ${name} | ${p50.toFixed(1)} | ${p99.toFixed(1)} | ${plan} |`);
  return ['| | p50 ms | p99 ms | by index, documents read |', '|---|---|---|---|', ...rows].join('\n');
}
