import { Html } from '../html.ts';

/** A label is as wide as both letter and A4 leave room for, and never broken over two sheets. */
export const style = new Html(`
@page { margin: 12mm; }
* { box-sizing: border-box; }
html { color: #000; background: #fff; font: 11pt/1.45 system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif; }
body { margin: 0 auto; max-width: 186mm; padding: 6mm; }
h1 { font-size: 18pt; line-height: 1.2; margin: 0 0 2mm; }
h2 { font-size: 14pt; margin: 6mm 0 2mm; }
h3 { font-size: 11pt; margin: 4mm 0 1mm; }
p, ul, dl, dd { margin: 0; }
.screen { margin: 0 0 8mm; }
footer.screen { margin: 8mm 0 0; }
.screen p { margin-top: 2mm; }
.label { border: .7mm solid #000; border-radius: 3mm; margin: 0 0 8mm; overflow: hidden; break-inside: avoid; }
.top { display: flex; justify-content: space-between; gap: 6mm; padding: 3mm 7mm; background: #000; color: #fff;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.numbers { display: grid; grid-template-columns: 1fr 34mm; column-gap: 6mm; padding: 5mm 7mm; }
.qr { grid-column: 2; grid-row: 1 / span 2; align-self: center; }
.number + .number { margin-top: 4mm; }
.name { font-size: 9.5pt; color: #333; }
.value { font-size: 27pt; font-weight: 750; line-height: 1.1; letter-spacing: .02em; font-variant-numeric: tabular-nums; white-space: nowrap; }
/* Around the bars at least ten times the narrowest one is white. */
.bars { margin-top: 2mm; max-width: 58mm; }
.bars svg { display: block; width: 100%; height: auto; }
.qr svg { display: block; width: 100%; height: auto; }
.below { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm; padding: 4mm 7mm 6mm; border-top: .4mm solid #000; }
address { font-style: normal; font-size: 13pt; font-weight: 600; }
.ask { font-size: 9.5pt; }
.phone { white-space: nowrap; }
.rule { height: 8mm; border-bottom: .3mm solid #777; }
dl div + div { margin-top: 1.5mm; }
dt { font-size: 9.5pt; color: #333; }
dd { font-weight: 650; overflow-wrap: anywhere; }
li { margin: 1mm 0; }
ul { padding-left: 6mm; }
.checks { list-style: "☐  "; }
.packing p { margin-top: 4mm; }
@media (max-width: 150mm) {
  body { padding: 4mm; }
  .numbers { grid-template-columns: 1fr; }
  .qr { grid-column: 1; grid-row: auto; width: 34mm; margin-top: 4mm; }
  .below { grid-template-columns: 1fr; }
  .value { font-size: 21pt; }
}
@media print {
  body { max-width: none; padding: 0; }
  .screen { display: none; }
  .label { break-after: page; margin: 0; }
}
`);
