/** The paper of one return: a packing slip that goes into the box, and a label for the outside of each box (R2). */
import { setImmediate as pause } from 'node:timers/promises';
import { writeNumber } from '../../../../services/numbers.ts';
import type { PackingAdvice } from '../../../../services/packing.ts';
import type { Company, Terms } from '../../../../services/profile/facts.ts';
import type { RmaItem } from '../../../../services/returns/rma.ts';
import { PAPERS, type Paper } from '../choice.ts';
import { drawLabel } from './box-label.ts';
import { loadCodes, type Shape } from './codes.ts';
import { openSheets } from './sheet.ts';
import { drawSlip } from './slip.ts';
import { tidy } from './typed.ts';

export interface Packet {
  company: Pick<Company, 'name' | 'tollFree' | 'serviceAndRepair' | 'returnTo'>;
  terms: Pick<Terms, 'leaveAtHome' | 'expedited'>;
  rma: {
    number: string;
    caseNumber: string;
    returnBy: string;
    activeUntil: string;
    expedited: boolean;
    /** Who sends it, as typed. Inside the box only: a label names nobody. */
    sender: { name: string; company?: string | undefined };
    items: readonly PacketItem[];
  };
  paper: Paper;
  boxes: number;
  printedAt: Date;
}

export interface PacketItem extends Pick<RmaItem, 'model' | 'problem' | 'firmware' | 'data'> {
  serial?: string | undefined;
  /** Whether it has disks (R14). */
  disks: boolean;
  packing: PackingAdvice;
}

/** What scanners read of one return. */
export interface PacketCodes {
  rma: Shape;
  case: Shape;
  /** The RMA number alone: a scanner types what it reads into one field, and this number finds case and all. */
  qr: Shape;
}

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
