/** Firmware on request (R13, R16): for which items, in which direction, to which version. */
import { firmwareChange, versionIn, wantsNewest } from '../intake/firmware.ts';
import { nameOf } from '../status/items.ts';
import type { AskStep, DoStep, Step } from '../step.ts';
import { byOf, isAt, type OwnReturnDependencies, type OwnReturnDraft, rmaOf } from './draft.ts';
import { itemsMeant, itemsStep } from './items.ts';

export function firmwareSteps(deps: OwnReturnDependencies): Step<OwnReturnDraft>[] {
  return [onlyItemStep(deps), itemsStep(deps), directionStep(deps), versionStep(deps), noteFirmware(deps)];
}

/** A return of one item leaves no question. */
function onlyItemStep(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  return {
    kind: 'do',
    name: 'only-item',
    pending: draft => isAt(draft, 'firmware') && draft.items === undefined && !draft.looked,
    async run(draft, turn) {
      const rma = await rmaOf(deps, draft);
      const heard = await turn.hear(draft.note ?? '');
      const items = rma && itemsMeant(heard, rma, deps.texts);
      return { kind: 'done', draft: { ...draft, looked: true, ...(items && { items }) }, replies: [] };
    },
  };
}

function directionStep({ texts }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return {
    kind: 'ask',
    name: 'firmware-direction',
    takesLeaving: true,
    pending: draft => isAt(draft, 'firmware') && draft.direction === undefined,
    ask: () => ({ text: texts.ownReturn.askFirmware, choices: texts.ownReturn.firmwareChoices }),
    why: texts.whyFirmware,
    answer(heard, draft) {
      const direction = firmwareChange({ ...heard, understood: { ...heard.understood, answer: undefined } });
      return direction
        ? { kind: 'taken', draft: { ...draft, direction, version: versionIn(heard.text) ?? draft.version } }
        : { kind: 'unclear', say: texts.unclearFirmware };
    },
  };
}

function versionStep({ texts }: OwnReturnDependencies): AskStep<OwnReturnDraft> {
  return {
    kind: 'ask',
    name: 'firmware-version',
    pending: ({ direction, version, ...draft }) =>
      isAt(draft, 'firmware') && direction !== undefined && direction !== 'as-is' && version === undefined,
    ask: ({ direction }) => ({
      text: texts.ownReturn.askVersion(direction === 'downgrade' ? 'downgrade' : 'upgrade'),
      choices: direction === 'upgrade' ? [texts.ownReturn.latest] : [],
    }),
    why: texts.whyFirmware,
    answer({ text, understood }, draft) {
      const version = versionIn(text);
      const isOpen = wantsNewest(text) || (draft.direction === 'upgrade' && understood.answer === 'yes');
      if (version !== undefined) return { kind: 'taken', draft: { ...draft, version } };
      return isOpen && draft.direction === 'upgrade'
        ? { kind: 'taken', draft: { ...draft, version: '' } }
        : { kind: 'unclear', say: texts.unclearVersion };
    },
  };
}

function noteFirmware(deps: OwnReturnDependencies): DoStep<OwnReturnDraft> {
  const { texts, returns } = deps;
  return {
    kind: 'do',
    name: 'note-firmware',
    pending: ({ direction, version, items, ...draft }) =>
      isAt(draft, 'firmware') &&
      items !== undefined &&
      direction !== undefined &&
      (direction === 'as-is' || version !== undefined),
    async run(draft, turn) {
      const { rma: number = '', items = [], direction: change = 'upgrade', version } = draft;
      const firmware = { change, ...(version && change !== 'as-is' && { to: version }) };
      for (const item of items) {
        const asked = { kind: 'firmware-request' as const, item, firmware };
        const outcome = await returns.change(number, asked, byOf(draft, turn, item));
        if (outcome.kind !== 'refused') continue;
        const { tooLate, tooLateFor } = texts.ownReturn;
        const text = tooLate(tooLateFor['firmware'] ?? '', number, texts.status.state[outcome.rma.status]);
        return { kind: 'ended', draft, replies: [{ text }] };
      }
      const rma = await rmaOf(deps, draft);
      const wish = texts.writeFirmware(firmware.change, firmware.to);
      const lines = (rma?.items ?? [])
        .filter(({ id }) => items.includes(id))
        .map(item => texts.ownReturn.firmwareLine(rma ? nameOf(texts.status, rma, item) : '', wish));
      return {
        kind: 'ended',
        draft,
        replies: [{ text: texts.ownReturn.firmware(number, lines), choices: texts.status.choices }],
      };
    },
  };
}
