/** The thread behind `stripPdf`: one file in, one outcome out. */
import { parentPort, workerData } from 'node:worker_threads';
import { cleanPdf } from './pdf-cleaning.ts';

/** Bytes of one piece of a file, unpacked. */
const MOST_UNPACKED = 64 * 1024 * 1024;

/**
 * A thread's limits do not count bytes, and a megabyte unpacks to a thousand: in this thread nobody gets that many at
 * once. The library is loaded after this, and meets no other.
 */
globalThis.Uint8Array = new Proxy(Uint8Array, {
  construct(target, args) {
    if (typeof args[0] === 'number' && args[0] > MOST_UNPACKED) throw new RangeError('too many bytes');
    return Reflect.construct(target, args);
  },
});

parentPort?.postMessage(await cleanPdf(workerData));
