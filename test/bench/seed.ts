/**
 * `npm run seed -- --rmas 1000000`: fills the database `caseline_returns` of the server that MONGODB_URI names, for
 * `npm run bench -- --million` to measure; takes some minutes, and nothing where it has been done before.
 */
import { parseArgs } from 'node:util';
import { seed } from './million/seed.ts';
import { seededUri } from './million/seeded-uri.ts';

const { values } = parseArgs({ options: { rmas: { type: 'string', default: '1000000' } } });
const uri = seededUri(process.env['MONGODB_URI']);
if (!uri) {
  console.error('MONGODB_URI is not set: it must name the server to fill, such as mongodb://127.0.0.1:27017/');
  process.exit(1);
}
const began = performance.now();
const tell = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(0)} s: ${line}`);
await seed({ uri, returns: Number(values.rmas), until: new Date(), tell });
tell('done');
