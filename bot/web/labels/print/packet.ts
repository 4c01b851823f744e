/** The paper of one return: a packing slip that goes into the box, and a label for the outside of each box (R2). */
import { setImmediate as pause } from 'node:timers/promises';
import { writeNumber } from '../../../../services/numbers.ts';
import { PAPERS } from '../choice.ts';
import { drawLabel } from './box-label.ts';
import { loadCodes } from './codes.ts';
import type { Packet, PacketCodes } from './contents.ts';
import { openSheets } from './sheet.ts';
import { drawSlip } from './slip.ts';
import { tidy } from './typed.ts';

/** In characters, so that no text takes the paper of the others. */
const MOST = { name: 80, company: 100, model: 60, serial: 30, problem: 300, version: 40 };
const MOST_ITEMS = 200;

/** A PDF; other work is let through between its parts. */
export async function drawPacket(given: Packet): Promise<Buffer> {
  const packet = tidied(given);
  const { rma, company, paper, boxes } = packet;
  const codes = await loadCodes();
  const shapes: PacketCodes = {
    rma: codes.bars(rma.number),
    case: codes.bars(rma.caseNumber),
    qr: codes.qr(rma.number),
  };
  const sheet = await openSheets({
    size: PAPERS[paper],
    title: `${company.name} RMA ${writeNumber(rma.number)}: packing slip and labels`,
    createdAt: packet.printedAt,
    characters: JSON.stringify([rma, company, packet.terms]),
  });
  await drawSlip(sheet, packet, shapes);
  for (let box = 1; box <= boxes; box += 1) {
    await pause();
    drawLabel(sheet, packet, shapes, box);
  }
  await pause();
  return sheet.finish();
}

function tidied(packet: Packet): Packet {
  const { rma } = packet;
  const { name, company } = rma.sender;
  return {
    ...packet,
    rma: {
      ...rma,
      sender: { name: tidy(name, MOST.name), company: company && tidy(company, MOST.company) },
      items: rma.items.slice(0, MOST_ITEMS).map(item => ({
        ...item,
        model: tidy(item.model, MOST.model),
        serial: item.serial && tidy(item.serial, MOST.serial),
        problem: tidy(item.problem, MOST.problem),
        firmware: item.firmware && { ...item.firmware, to: item.firmware.to && tidy(item.firmware.to, MOST.version) },
      })),
    },
  };
}
