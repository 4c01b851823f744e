/** Whose it is, and where it goes. */
import { writePhone } from '../../../../dialogs/texts/phone.ts';
import type { Address } from '../../../../services/address.ts';
import type { Contact } from '../../../../services/cases/case.ts';
import { type Element, run } from '../../elements.ts';
import type { CardTexts } from '../texts-cards.ts';
import { linked, said } from './parts.ts';
import { cut } from './shown.ts';

export interface Owned {
  contact: Contact;
  erasedAt?: Date | undefined;
}

/** Colleagues may be anywhere: numbers are shown as they are dialled from abroad. */
const ABROAD = '';

/** Who it is, at a glance. */
export function contactLines({ contact, erasedAt }: Owned, texts: CardTexts): Element[] {
  if (erasedAt) return [run(texts.erased, { isSubtle: true })];
  const name = [contact.name, contact.company].filter(Boolean).join(', ');
  const { email } = contact;
  const mail = email ? [{ text: cut(email, 254), url: mailTo(email) }] : [];
  const phone = contact.phone
    ? [{ text: cut(writePhone(contact.phone, ABROAD), 60), url: telephone(contact.phone) }]
    : [];
  const reach = email ? texts.label.email : texts.label.phone;
  return [
    said(texts.label.contact, cut(name, 200)),
    ...(mail.length + phone.length > 0 ? [linked(reach, [...mail, ...phone])] : []),
  ];
}

export function addressLines(label: string, address: Address | undefined): Element[] {
  return address ? [said(label, cut(address.raw, 300))] : [];
}

function mailTo(email: string): string | undefined {
  return /^[^\s@"<>?&]+@[^\s@"<>?&]+$/.test(email) ? `mailto:${email}` : undefined;
}

/** RFC 3966 has extensions as they are kept. */
function telephone(phone: string): string | undefined {
  return /^\+\d{6,15}(?:;ext=\d+)?$/.test(phone) ? `tel:${phone}` : undefined;
}
