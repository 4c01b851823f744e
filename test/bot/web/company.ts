import type { Contact } from '../../../bot/web/layout.ts';

/** A maker with a name that has to be escaped. */
export const COMPANY: Contact = {
  name: 'Lens & Sons "Optics"',
  tollFree: { shown: '(800) 555-0100', e164: '+18005550100' },
  technicalSupport: 'tech@example.com',
  serviceAndRepair: 'repair@example.com',
  knowledgeBase: { name: 'help.example.com', url: 'https://help.example.com/kb?a=1&b=2' },
};
