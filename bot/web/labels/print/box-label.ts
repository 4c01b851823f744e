/** One label for the outside of a box, a whole sheet: its numbers can be read from two metres. Nothing personal is on it. */
import { writeDate } from '../../../../services/calendar.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import type { Shape } from './codes.ts';
import type { Packet, PacketCodes } from './contents.ts';
import { MM, type Sheet } from './sheet.ts';

const SOFT = '#333';
/** Around bars at least ten times the narrowest is white, around the square four times its smallest. */
const INSIDE = 9.5 * MM;
const BAND = 20 * MM;
/** The narrowest bar: read by hand scanners at arm's length, and by those over a conveyor. */
const BAR = 0.9 * MM;
const BARS_HIGH = 17 * MM;
const QR = 41 * MM;
/** The largest at which the address leaves room for what is below it. */
const ADDRESS_SIZES = [18, 15, 12, 9];
const ADDRESS_HIGH = 54 * MM;

export function drawLabel(sheet: Sheet, { company, rma, boxes }: Packet, codes: PacketCodes, box: number): void {
  sheet.turn();
  const { left, right, top, bottom, width } = sheet;
  const inner = left + INSIDE;
  const room = width - 2 * INSIDE;
  sheet.decorate(doc => {
    doc.rect(left, top, width, BAND).fill('black');
    doc
      .lineWidth(1.5)
      .rect(left, top, width, bottom - top)
      .stroke('black');
  });
  const count = sheet.set({ b: `Box ${box} of ${boxes}` }, room, { size: 30, colour: 'white', align: 'right' });
  sheet.text('H1', count, inner, top + BAND / 2 - 22);
  const maker = sheet.set([{ b: company.name }, ' return for repair'], room * 0.6, { size: 17, colour: 'white' });
  sheet.text('P', maker, inner, top + (BAND - maker.height) / 2);

  let y = top + BAND + 7 * MM;
  y = number('RMA number', rma.number, codes.rma, y);
  y = number('Support Case Number', rma.caseNumber, codes.case, y + 6 * MM);

  y += 6 * MM;
  sheet.decorate(doc => doc.lineWidth(1).moveTo(left, y).lineTo(right, y).stroke('black'));
  const column = room - QR - INSIDE;
  sheet.figure(`QR code of the RMA number ${writeNumber(rma.number)}`, codes.qr, {
    ...{ x: inner + room - QR, y: y + INSIDE, width: QR, height: QR },
  });
  y = sheet.text('P', sheet.set('Ship to', column, { size: 12, colour: SOFT }), inner, y + 4 * MM);
  y = destination(y) + 6 * MM;
  y = sheet.text('P', sheet.set('Send by', column, { size: 12, colour: SOFT }), inner, y);
  sheet.text('P', sheet.set({ b: writeDate(rma.returnBy) }, room, { size: 20, lead: 1.25 }), inner, y);
  const how = 'Put this sheet on the outside of the box, flat, with the bars and the square uncovered.';
  const note = sheet.set(how, room, { size: 9.5, colour: SOFT });
  sheet.text('P', note, inner, bottom - 4 * MM - note.height);

  function number(name: string, value: string, bars: Shape, from: number): number {
    let at = sheet.text('P', sheet.set(name, room, { size: 12, colour: SOFT }), inner, from);
    at = sheet.text('P', sheet.set({ b: writeNumber(value) }, room, { size: 62, lead: 1.02 }), inner, at - 4) + 5 * MM;
    const area = { x: inner, y: at, width: bars.width * BAR, height: BARS_HIGH };
    sheet.figure(`Barcode of ${name} ${writeNumber(value)}`, bars, area);
    return sheet.text('P', sheet.set(writeNumber(value), room, { size: 12 }), inner, at + BARS_HIGH + 1 * MM);
  }

  /** A maker with no single address has one told by its service: room to write it down. */
  function destination(from: number): number {
    const { returnTo, tollFree } = company;
    const lines = [returnTo.name, ...(returnTo.address ?? [])];
    const sizes = ADDRESS_SIZES.map(size => lines.map(b => sheet.set({ b }, column, { size, lead: 1.25 })));
    const fitting = sizes.find(set => set.reduce((sum, { height }) => sum + height, 0) <= ADDRESS_HIGH) ?? sizes.at(-1);
    let at = (fitting ?? []).reduce((y, set) => sheet.text('P', set, inner, y), from);
    if (returnTo.address) return at;
    const ask = `Ask ${returnTo.ask} or ${tollFree.shown} for its address, and write it here:`;
    at = sheet.text('P', sheet.set(ask, column, { size: 11 }), inner, at + 1 * MM);
    for (let rule = 0; rule < 3; rule += 1) {
      at += 9 * MM;
      sheet.decorate(doc =>
        doc
          .lineWidth(0.8)
          .moveTo(inner, at)
          .lineTo(inner + column, at)
          .stroke('#777'),
      );
    }
    return at;
  }
}
