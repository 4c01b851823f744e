/** The page behind the link that was given with the number: from here the paper is printed. */
import { writeDate } from '../../../services/calendar.ts';
import { writeNumber } from '../../../services/numbers.ts';
import type { Company, Terms } from '../../../services/profile/facts.ts';
import { html } from '../html.ts';
import { MOST_BOXES, type Paper } from './choice.ts';
import { type Frame, frame, reach } from './frame.ts';

export interface EntranceParts extends Frame {
  company: Pick<Company, 'name' | 'tollFree' | 'serviceAndRepair'>;
  terms: Pick<Terms, 'leaveAtHome'>;
  /** Nothing personal: links get passed on. */
  rma: { number: string; caseNumber: string; returnBy: string; activeUntil: string };
  /** What is said where there are several products (R15). */
  several?: string | undefined;
  paper: Paper;
  /** What the PDF's address needs as well. */
  signature: { until: string; sig: string };
}

export function entrancePage(parts: EntranceParts): string {
  const { rma, terms, several, paper, signature } = parts;
  const number = writeNumber(rma.number);
  const option = (value: Paper, name: string) =>
    html`<label class="option"><input type="radio" name="paper" value="${value}"${value === paper ? html` checked` : ''}> ${name}</label>`;
  return frame(
    parts,
    `Labels for RMA ${number}`,
    html`<h1>Labels for RMA ${number}</h1>
<p>One PDF with everything to print: a packing slip that goes into the box, with how to pack, and a label for the outside of each box.</p>
<form method="get" action="${rma.number}.pdf">
  <input type="hidden" name="until" value="${signature.until}">
  <input type="hidden" name="sig" value="${signature.sig}">
  <fieldset><legend>Paper</legend>${option('letter', 'US letter')}${option('a4', 'A4')}</fieldset>
  <div class="field">
    <label for="boxes">Number of boxes</label>
    <input id="boxes" name="boxes" type="number" inputmode="numeric" min="1" max="${String(MOST_BOXES)}" value="1" required${several ? html` aria-describedby="several"` : ''}>
    ${several ? html`<p id="several" class="hint">${several}</p>` : ''}
  </div>
  <button type="submit">Open PDF</button>
</form>
<dl>
  <div><dt>RMA number</dt><dd class="number">${number}</dd></div>
  <div><dt>Support Case Number</dt><dd class="number">${writeNumber(rma.caseNumber)}</dd></div>
  <div><dt>Send by</dt><dd>${writeDate(rma.returnBy)}</dd></div>
  <div><dt>Active until</dt><dd>${writeDate(rma.activeUntil)}</dd></div>
</dl>
<h2>What to do</h2>
<ol>
  <li>Print the PDF in its actual size, and pack as the slip says. These stay with you: <b>${terms.leaveAtHome.join(', ')}</b>.</li>
  <li>Put the slip into the box, and a label on the outside of each box. The case number has to be visible on all packaging: without it the return goes back to you at your cost.</li>
  <li>Send it by the date above. What arrives after the RMA has ended has to start over.</li>
</ol>
<p>No printer? Write both numbers large on every box, and on a sheet that you put inside.</p>
${reach(parts.company)}`,
  );
}
