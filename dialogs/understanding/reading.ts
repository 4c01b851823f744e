/** What a sentence means in a flat form, for people who look into it and for the evaluation. */
import type { Intent, Understood } from './understood.ts';

/** What a message without a wish comes to: a number is looked up, a fault opens a case, the rest is searched in the articles. */
export function intentOf({ intents: [first], slots }: Understood): Intent {
  if (first !== 'none') return first;
  if (slots.caseNumber || slots.rmaNumber) return 'check-status';
  return slots.problem || slots.products.length > 0 ? 'open-case' : 'faq';
}

/** The details it tells, each as plain text, number or boolean; dates are ISO. */
export function flatSlots({ slots, change }: Understood): Record<string, string | number | boolean | undefined> {
  const { email, phone, products, since } = slots;
  const changed = (field: string): string | undefined => (change?.field === field ? change.value : undefined);
  return {
    email: email && 'value' in email ? email.value : undefined,
    phone: phone?.kind === 'phone' ? phone.value : undefined,
    model: changed('model') ?? products.find(product => product.model)?.model ?? products[0]?.said,
    serial: changed('serial') ?? products.find(product => product.serial)?.serial?.raw,
    faultDate: since && 'value' in since ? since.value : undefined,
    quantity: changed('quantity') ?? slots.quantity,
    expedite: slots.expedited,
    caseNumber: slots.caseNumber,
    rmaNumber: slots.rmaNumber,
  };
}
