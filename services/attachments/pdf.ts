/** PDF, cleaned in a thread of its own: a file made to be slow or huge costs that thread, and no conversation. */
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

const Outcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('clean'), bytes: z.instanceof(Uint8Array) }),
  z.object({ kind: z.literal('refused'), why: z.enum(['damaged', 'encrypted']) }),
]);
export type PdfOutcome = z.infer<typeof Outcome>;

/** Ten megabytes take half a second on an idle machine. */
const PATIENCE_MS = 8_000;
/** Of objects; bytes are limited in the thread. */
const LIMITS = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32 };

/** Never rejects: what cannot be cleaned in time is taken for damaged. */
export async function stripPdf(bytes: Uint8Array): Promise<PdfOutcome> {
  const worker = new Worker(new URL('pdf-thread.js', import.meta.url), { workerData: bytes, resourceLimits: LIMITS });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<PdfOutcome>(resolve => {
      const damaged = () => resolve({ kind: 'refused', why: 'damaged' });
      timer = setTimeout(damaged, PATIENCE_MS);
      worker.once('message', message => resolve(Outcome.parse(message)));
      worker.once('error', damaged);
      worker.once('exit', damaged);
    });
  } finally {
    clearTimeout(timer);
    await worker.terminate();
  }
}
