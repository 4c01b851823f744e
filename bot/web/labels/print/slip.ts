/** The packing slip: what is in the box and what is wanted, for whoever opens it; how to pack, for whoever closes it. */
import { writeDate } from '../../../../services/calendar.ts';
import { writeNumber } from '../../../../services/numbers.ts';
import type { Packet, PacketCodes } from './contents.ts';
import { flow, type Part } from './flow.ts';
import type { Span } from './lines.ts';
import { MM, type Sheet, type Tag, type TextStyle } from './sheet.ts';
import { checks, items, packing } from './slip-words.ts';

const SOFT = '#444';
const BODY: TextStyle = { size: 10 };
const SMALL: TextStyle = { size: 9, colour: SOFT };
const BAR = 0.5 * MM;
const BARS_HIGH = 11 * MM;
const QR = 27 * MM;
const INDENT = 6 * MM;
const BOX = 3.2 * MM;

export async function drawSlip(sheet: Sheet, packet: Packet, codes: PacketCodes): Promise<void> {
  const { left, right, top, bottom, width } = sheet;
  const { rma, company } = packet;
  const page = pens(sheet);
  const parts: Part[] = [head(), numbers(), facts()];

  parts.push(page.heading(rma.items.length === 1 ? 'In this return' : `In this return: ${rma.items.length} products`));
  for (const { title, lines } of items(packet)) {
    parts.push({ ...page.paragraph('H3', [{ b: title }], { size: 11 }), above: 2.5 * MM, leads: true });
    parts.push(page.paragraph('P', lines, BODY));
  }
  parts.push(page.heading('How to pack'));
  for (const { title, lines } of packing(packet)) {
    parts.push({ ...page.paragraph('H3', [{ b: title }], { size: 10.5 }), above: 2 * MM, leads: true });
    for (const line of lines) parts.push(page.item(line, 'dot'));
  }
  parts.push(page.heading('Before you close the box'));
  for (const line of checks(packet)) parts.push(page.item(line, 'box'));
  const running = sheet.set(
    `Packing slip for RMA ${writeNumber(rma.number)}, case ${writeNumber(rma.caseNumber)}`,
    width,
    SMALL,
  );
  const reach = sheet.set(
    `Questions? ${company.name} service and repair: ${company.tollFree.shown}, ${company.serviceAndRepair}`,
    width * 0.75,
    SMALL,
  );
  await flow(sheet, parts, {
    top: top + running.height + 4 * MM,
    bottom: bottom - reach.height - 3 * MM,
    begin(at) {
      if (at > 1) sheet.text('P', running, left, top);
    },
    end(at, of) {
      const count = sheet.set(`Packing slip, page ${at} of ${of}`, width, { ...SMALL, align: 'right' });
      sheet.text('P', reach, left, bottom - reach.height);
      sheet.text('P', count, left, bottom - count.height);
    },
  });

  function head(): Part {
    const title = sheet.set({ b: 'Packing slip' }, width, { size: 24, lead: 1.2 });
    const where = sheet.set('Goes into the box, with the product', width, { size: 11, colour: SOFT });
    const maker = sheet.set([{ b: company.name }, ' return for repair'], width, { size: 13, align: 'right' });
    return {
      height: title.height + where.height + 3 * MM,
      draw(y) {
        const below = sheet.text('H1', title, left, y);
        sheet.text('P', maker, left, y + 8);
        sheet.text('P', where, left, below);
        sheet.decorate(doc =>
          doc
            .lineWidth(1.2)
            .moveTo(left, below + where.height + 2 * MM)
            .lineTo(right, below + where.height + 2 * MM)
            .stroke('black'),
        );
      },
    };
  }

  function numbers(): Part {
    const column = (width - QR - 8 * MM) / 2;
    const pairs = [
      { name: 'RMA number', value: rma.number, bars: codes.rma },
      { name: 'Support Case Number', value: rma.caseNumber, bars: codes.case },
    ];
    return {
      height: QR + 2 * MM,
      above: 2 * MM,
      draw(y) {
        pairs.forEach(({ name, value, bars }, at) => {
          const x = left + at * (column + 4 * MM);
          let below = sheet.text('P', sheet.set(name, column, SMALL), x, y);
          below = sheet.text('P', sheet.set({ b: writeNumber(value) }, column, { size: 22, lead: 1.2 }), x, below);
          sheet.figure(`Barcode of ${name} ${writeNumber(value)}`, bars, {
            ...{ x, y: below + 1 * MM, width: bars.width * BAR, height: BARS_HIGH },
          });
        });
        sheet.figure(`QR code of the RMA number ${writeNumber(rma.number)}`, codes.qr, {
          ...{ x: right - QR, y, width: QR, height: QR },
        });
      },
    };
  }

  function facts(): Part {
    const { name, company: firm } = rma.sender;
    const column = (width - 6 * MM) / 2;
    // Each on its own line: a name from the right does not turn the company's around.
    const sender = [name, firm].filter(part => part !== undefined && sheet.canWrite(part));
    const cells: [label: string, values: (string | undefined)[]][] = [
      ['From', sender.length ? sender : ['as on record with the case']],
      ['Send by', [writeDate(rma.returnBy)]],
      ['Service', [rma.expedited ? 'Expedited service was asked for' : 'Standard']],
      ['Active until', [writeDate(rma.activeUntil)]],
    ];
    const set = cells.map(([label, values]) => [
      sheet.set(label, column, SMALL),
      ...values.map(value => sheet.set({ b: value ?? '' }, column, { size: 11 })),
    ]);
    const rows = [set.slice(0, 2), set.slice(2)].map(row => ({
      row,
      height: Math.max(...row.map(lines => lines.reduce((sum, line) => sum + line.height, 0))) + 1.5 * MM,
    }));
    return {
      height: rows.reduce((sum, row) => sum + row.height, 0),
      above: 2 * MM,
      draw(y) {
        for (const { row, height } of rows) {
          row.forEach((lines, at) => {
            const x = left + at * (column + 6 * MM);
            lines.reduce((below, line) => sheet.text('P', line, x, below), y);
          });
          y += height;
        }
      },
    };
  }
}

function pens(sheet: Sheet) {
  const { left, right, width } = sheet;
  const paragraph = (tag: Tag, text: readonly Span[], style: TextStyle): Part => {
    const set = sheet.set(text, width, style);
    return { height: set.height, draw: y => void sheet.text(tag, set, left, y) };
  };
  return {
    paragraph,
    heading(text: string): Part {
      const set = sheet.set({ b: text }, width, { size: 13 });
      return {
        height: set.height + 1.5 * MM,
        above: 4 * MM,
        leads: true,
        draw(y) {
          const below = sheet.text('H2', set, left, y) + 0.5 * MM;
          sheet.decorate(doc => doc.lineWidth(0.6).moveTo(left, below).lineTo(right, below).stroke('#999'));
        },
      };
    },
    item(text: readonly Span[], mark: 'dot' | 'box'): Part {
      const set = sheet.set(text, width - INDENT, BODY);
      return {
        height: set.height,
        above: 0.8 * MM,
        draw(y) {
          sheet.decorate(doc => {
            if (mark === 'box')
              doc
                .lineWidth(0.8)
                .rect(left, y + 2.2, BOX, BOX)
                .stroke('black');
            else doc.circle(left + 2.5 * MM, y + 7, 1.3).fill('black');
          });
          sheet.text('LI', set, left + INDENT, y);
        },
      };
    },
  };
}
