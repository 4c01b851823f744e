/** Calls that were promised: a card for whoever is first to make the call, and to say that it was made. */
import { type CallBack, type CallBacks, clocksOf } from '../../../../services/handoff/call-backs.ts';
import type { People } from '../../../../services/staff/people.ts';
import { type AdaptiveCard, aloud, type Element, run } from '../../elements.ts';
import { type InvokeAnswer, showCard, showMessage } from '../answers.ts';
import { head, said } from '../cards/parts.ts';
import { type Feature, type Press, verb } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';
import { colleagueOf } from '../who.ts';
import { CALL, Calling, call } from './buttons.ts';

export interface CallsDependencies {
  callBacks: Pick<CallBacks, 'find' | 'take' | 'done'>;
  people: Pick<People, 'find'>;
  texts: StaffTexts;
  /** IANA: the maker's. */
  timeZone: string;
  /** A phone number as people here write it. */
  phone: (onFile: string) => string;
}

export function createCallCard({ texts, timeZone, phone }: Omit<CallsDependencies, 'callBacks' | 'people'>) {
  const { talking } = texts;

  return (callBack: CallBack): AdaptiveCard => {
    const { _id: id, caller, summary, caseNumber, staff, doneAt } = callBack;
    const title = talking.call.title(talking.whoOf(caller));
    const { here, there } = clocksOf(callBack, timeZone);
    const stands = doneAt
      ? talking.call.done(staff?.name ?? '')
      : staff
        ? talking.call.taken(staff.name)
        : talking.call.open;
    const line = (label: string, value: string | undefined) => (value ? [said(label, value)] : []);
    const tel = { type: 'Action.OpenUrl', url: `tel:${caller.phone.split(';')[0]}` };
    const number = run(phone(caller.phone), { color: 'Accent', weight: 'Bolder', selectAction: tel });
    const buttons: Element[] = doneAt
      ? []
      : [call(staff ? talking.call.called : talking.call.take, { id, do: staff ? 'done' : 'take' })];
    return {
      ...{ type: 'AdaptiveCard', $schema: 'http://adaptivecards.io/schemas/adaptive-card.json', version: '1.5' },
      ...{ speak: aloud(`${title}. ${here}`), fallbackText: `${title}: ${here}` },
      body: [
        ...head({ title, below: here, state: stands, look: staff ? 'Accent' : 'Attention', banner: undefined }),
        number,
        ...line(talking.call.theirTime, there),
        ...line(talking.labels.about, summary),
        ...line(talking.labels.company, caller.company),
        ...line(talking.labels.case, caseNumber && talking.caseNumber(caseNumber)),
      ],
      ...(buttons.length > 0 && { actions: buttons }),
      refresh: { action: call(talking.call.take, { id, do: 'look' }) },
    };
  };
}

export function createCalls(deps: CallsDependencies): Feature {
  const { callBacks, people, texts } = deps;
  const cardOf = createCallCard(deps);

  async function run({ id, do: deed }: Calling, { staff }: Press): Promise<InvokeAnswer> {
    const who = await colleagueOf(staff, people);
    const callBack = await (deed === 'take'
      ? callBacks.take(id, who)
      : deed === 'done'
        ? callBacks.done(id, who)
        : callBacks.find(id));
    return callBack ? showCard(cardOf(callBack)) : showMessage(texts.talking.call.gone);
  }

  return { verbs: { [CALL]: verb<Calling>({ data: Calling, run }) } };
}
