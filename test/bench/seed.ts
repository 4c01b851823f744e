/**
 * `npm run seed -- --rmas 1000000`: fills a database of its own on the server that MONGODB_URI names, for
 * `npm run bench -- --rmas 1000000` to measure; takes some minutes, and nothing where it has been done before.
 */
import { parseArgs } from 'node:util';
import { seed } from './million/seed.ts';
import { seededUri } from './million/seeded-uri.ts';

const { values } = parseArgs({ options: { rmas: { type: 'string', default: '1000000' } } });
const given = process.env['MONGODB_URI'];
if (!given) {
  console.error('MONGODB_URI is not set: it must name the server to fill, such as mongodb://127.0.0.1:27017/');
  process.exit(1);
}
const returns = Number(values.rmas);
const began = performance.now();
const tell = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0)} s: ${line}`);
await seed({ uri: seededUri(given, returns), returns, until: new Date(), tell });
tell('done');
