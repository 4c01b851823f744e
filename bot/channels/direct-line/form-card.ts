import { type ContactForm, FORM_INPUTS, type FormField, type FormInput } from '../../../dialogs/card.ts';
import { allCountries } from '../../../dialogs/understanding/countries.ts';
import { type AdaptiveCard, type Element, run } from '../elements.ts';
import type { ActionData } from './card-values.ts';

/**
 * The inputs' ids, which stand on the element around each input of the page, and the browser's names for what they
 * ask: a page that sets these as `autocomplete` lets the browser fill in the form.
 */
export const AUTOCOMPLETE: Record<FormInput, string> = {
  'contact.name': 'name',
  'contact.email': 'email',
  'contact.phone': 'tel',
  'contact.company': 'organization',
  'billing.street': 'billing street-address',
  'billing.city': 'billing address-level2',
  'billing.state': 'billing address-level1',
  'billing.postcode': 'billing postal-code',
  'billing.country': 'billing country',
  'shipping.street': 'shipping street-address',
  'shipping.city': 'shipping address-level2',
  'shipping.state': 'shipping address-level1',
  'shipping.postcode': 'shipping postal-code',
  'shipping.country': 'shipping country',
};

/** The keyboard that a phone shows. */
const STYLES: Partial<Record<FormInput, string>> = { 'contact.email': 'Email', 'contact.phone': 'Tel' };

export function formCard({ key, groups, trouble, save, sent }: ContactForm): Pick<AdaptiveCard, 'body' | 'actions'> {
  return {
    body: [
      ...groups.flatMap((group, at) => drawGroup(group, at > 0)),
      ...(trouble ? [run(trouble, { color: 'Attention' })] : []),
    ],
    actions: [
      {
        type: 'Action.Submit',
        title: save,
        style: 'positive',
        data: { caseline: 'contact-form', key, said: sent } satisfies ActionData,
      },
    ],
  };
}

/** The group that a button shows; a form has one at most. */
const HIDDEN = 'on-demand';

function drawGroup({ title, fields, opener, note }: ContactForm['groups'][number], separator: boolean): Element[] {
  const items: Element[] = [
    { type: 'TextBlock', text: title, weight: 'Bolder', style: 'heading', wrap: true },
    ...(note ? [{ type: 'TextBlock', text: note, isSubtle: true, wrap: true, spacing: 'None' }] : []),
    ...fields.flatMap(drawField),
  ];
  const container = { type: 'Container', separator, spacing: separator ? 'Medium' : 'None', items };
  if (!opener) return [container];
  // Not `Action.ShowCard`: what is typed into such a card is not sent by the button of the card around it.
  const toggle = { type: 'Action.ToggleVisibility', title: opener, targetElements: [HIDDEN] };
  return [
    { type: 'ActionSet', actions: [toggle] },
    { ...container, id: HIDDEN, isVisible: false },
  ];
}

function drawField(field: FormField): Element[] {
  const { id, label, value, error, needed } = field;
  const input = {
    id,
    label,
    ...(value && { value }),
    ...(needed && { isRequired: true, errorMessage: needed }),
    spacing: 'Small',
  };
  const drawn: Element = id.endsWith('.country')
    ? { type: 'Input.ChoiceSet', ...input, style: 'compact', choices: countries() }
    : { type: 'Input.Text', ...input, maxLength: FORM_INPUTS[id], ...(STYLES[id] && { style: STYLES[id] }) };
  return error ? [drawn, { ...run(error, { color: 'Attention' }), spacing: 'None' }] : [drawn];
}

let choices: { title: string; value: string }[] | undefined;

function countries() {
  choices ??= allCountries().map(({ code, name }) => ({ title: name, value: code }));
  return choices;
}
