/** The thread behind `stripPdf`: one file in, one outcome out. */
import { parentPort, workerData } from 'node:worker_threads';
import { cleanPdf } from './pdf-cleaning.ts';

parentPort?.postMessage(await cleanPdf(workerData));
