/** What the pages about labels share. */
import type { Company } from '../../../services/profile/facts.ts';
import { type Html, html } from '../html.ts';
import { style } from './style.ts';

export interface Frame {
  nonce: string;
}

export function frame({ nonce }: Frame, title: string, main: Html): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`.text;
}

export function reach({
  name,
  tollFree,
  serviceAndRepair,
}: Pick<Company, 'name' | 'tollFree' | 'serviceAndRepair'>): Html {
  return html`<p class="reach">${name} service and repair: <a href="tel:${tollFree.e164}">${tollFree.shown}</a>, <a href="mailto:${serviceAndRepair}">${serviceAndRepair}</a></p>`;
}
