/** The products of a case or a return, one short block for each: what it is, what is wrong, what became of it. */
import type { CaseItem } from '../../../../services/cases/case.ts';
import type { RmaItem } from '../../../../services/returns/rma.ts';
import { type Element, run } from '../../elements.ts';
import type { CardTexts } from '../texts-cards.ts';
import { small } from './parts.ts';
import { cut, type Dates, type Room } from './shown.ts';

/** More are folded. */
const AT_A_GLANCE = 5;

export function itemLines(
  items: readonly (CaseItem | RmaItem)[],
  { texts, dates, room, isReturn }: { texts: CardTexts; dates: Dates; room: Room; isReturn: boolean },
): { first: Element[]; rest: Element[] } {
  const blocks = items.slice(0, room.items).map(item => {
    const serial = item.serial ? texts.serial(cut(item.serial.raw, 40)) : texts.noSerial;
    const about = [cut(item.problem, room.words), sinceOf(item, texts, dates), warrantyOf(item, texts, dates)];
    const told = isReturn ? [...about, ...toldOf(item, texts)] : about;
    return [
      { ...run(`${item.id} · ${cut(item.model, 60)}, ${serial}`, { weight: 'Bolder' }), spacing: 'Small' },
      small(told.filter(Boolean).join(' · ')),
    ];
  });
  const left = items.length - blocks.length;
  const shown = items.length <= AT_A_GLANCE + 1 ? items.length : AT_A_GLANCE;
  return {
    first: blocks.slice(0, shown).flat(),
    rest: [...blocks.slice(shown).flat(), ...(left > 0 ? [small(texts.unshown(left))] : [])],
  };
}

function sinceOf({ since }: CaseItem, texts: CardTexts, dates: Dates): string {
  return since ? texts.since(dates.shortDay(since)) : '';
}

function warrantyOf({ warranty }: CaseItem, texts: CardTexts, dates: Dates): string {
  if (warranty.kind === 'unconfirmed') return texts.unconfirmed;
  // What was told then may have ended since (R5).
  const day = dates.shortDay(warranty.until);
  return warranty.until >= dates.today ? texts.covered(day) : texts.ended(day);
}

function toldOf(item: RmaItem, texts: CardTexts): string[] {
  const { firmware, data, receipt, disposition, firmwareChanged } = item;
  const wish = firmware ? texts.firmware[firmware.change] : '';
  return [
    receipt ? texts.received[receipt.state] : texts.expected,
    wish && firmware?.to ? texts.firmwareTo(wish, firmware.to) : wish,
    data === 'recovery-quote' ? texts.recovery : '',
    disposition ? texts.disposition[disposition] : '',
    firmwareChanged ? texts.firmwareNow(firmwareChanged.to) : '',
  ];
}
