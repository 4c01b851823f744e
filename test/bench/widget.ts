/** What the widget costs a page that embeds it: bytes over the wire, and how long it keeps the main thread. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../browser.ts';

export interface WidgetCost {
  /** Compressed bytes of `widget.js` by content coding. */
  bytes: { br: number; gzip: number };
  /** Median over the runs of what the page's main thread was busy, beside the same page without the widget, in ms. */
  mainThreadMs: { withWidget: number; without: number };
  /** How much slower than this machine the page's processor was made. */
  slowdown: number;
  runs: number;
}

const RUNS = 15;
/** As a phone of the middle class. */
const SLOWDOWN = 4;

/** @param desk the address of a running desk */
export async function measureWidget(desk: string): Promise<WidgetCost> {
  const page = (widget: string) =>
    `<!doctype html><title>A shop</title><link rel="icon" href="data:,"><h1>Cameras</h1>${widget}`;
  const site = createServer((req, res) => {
    res.setHeader('Content-Type', 'text/html');
    res.end(page(req.url === '/with' ? `<script src="${desk}/widget.js" defer></script>` : ''));
  });
  await new Promise<void>(done => site.listen(0, '127.0.0.1', done));
  const address = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const browser = await launchChromium();
  try {
    const busy = { withWidget: [] as number[], without: [] as number[] };
    for (let run = 0; run < RUNS; run++) {
      busy.without.push(await busyTime(browser, `${address}/without`));
      busy.withWidget.push(await busyTime(browser, `${address}/with`));
    }
    return {
      bytes: { br: await sizeOf(desk, 'br'), gzip: await sizeOf(desk, 'gzip') },
      mainThreadMs: { withWidget: median(busy.withWidget), without: median(busy.without) },
      slowdown: SLOWDOWN,
      runs: RUNS,
    };
  } finally {
    await browser.close();
    site.close();
  }
}

/** Milliseconds of the main thread until the page has settled. */
async function busyTime(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Performance.enable');
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  await page.goto(url, { waitUntil: 'networkidle' });
  const { metrics } = await devtools.send('Performance.getMetrics');
  await context.close();
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

async function sizeOf(desk: string, coding: string): Promise<number> {
  const answer = await fetch(`${desk}/widget.js`, { headers: { 'Accept-Encoding': coding } });
  await answer.body?.cancel();
  return Number(answer.headers.get('content-length'));
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function widgetLine({ bytes, mainThreadMs, slowdown, runs }: WidgetCost): string {
  const { withWidget, without } = mainThreadMs;
  return (
    `widget: ${bytes.br} bytes (brotli), ${bytes.gzip} (gzip); main thread ${withWidget.toFixed(1)} ms with it, ` +
    `${without.toFixed(1)} without (median of ${runs}, processor slowed ${slowdown} times)`
  );
}
