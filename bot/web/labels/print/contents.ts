/** What goes onto the paper of one return. */
import type { PackingAdvice } from '../../../../services/packing.ts';
import type { Company, Terms } from '../../../../services/profile/facts.ts';
import type { RmaItem } from '../../../../services/returns/rma.ts';
import type { Paper } from '../choice.ts';
import type { Shape } from './codes.ts';

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
