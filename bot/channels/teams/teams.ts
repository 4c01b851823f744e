/**
 * Teams: the desk of the people behind the desk (R25). Whoever is not staff gets a polite no and nothing more; what staff
 * say, press and fill in goes to the feature that takes it.
 */
import { z } from 'zod';
import type { People } from '../../../services/staff/people.ts';
import type { Present } from '../../../services/staff/present.ts';
import type { Rooms } from '../../../services/staff/rooms.ts';
import type { MicrosoftApp } from '../../config.ts';
import type { Log } from '../../log.ts';
import { withoutMention } from '../bot-framework/incoming.ts';
import { isPersonalChat, roomOf, TeamsActivity } from './activity.ts';
import { endForm, type InvokeAnswer, showError, showNoResults } from './answers.ts';
import type { At, Feature, Form, Press, Verb } from './feature.ts';
import type { Members } from './members.ts';
import type { Sender } from './sender.ts';
import type { StaffTexts } from './texts.ts';
import { type Staff, whoOf } from './who.ts';

export interface TeamsDependencies {
  app: MicrosoftApp | undefined;
  staffTenants: readonly string[];
  features: readonly Feature[];
  sender: Sender;
  members: Members;
  people: Pick<People, 'note' | 'lose'>;
  rooms: Pick<Rooms, 'note' | 'leave'>;
  present: Pick<Present, 'note'>;
  texts: StaffTexts;
  log: Pick<Log, 'info' | 'warn' | 'error'>;
}

export interface Teams {
  /**
   * @param body of an activity whose sender is known, and whose address to reply to the sender's token vouches for
   * @returns the HTTP answer
   */
  take(body: unknown): Promise<InvokeAnswer>;
}

const OK: InvokeAnswer = { status: 200 };
const UNFIT: InvokeAnswer = { status: 400 };
const LONGEST_TEXT = 4_000;
/** Teams delivers again what it got no answer to within seconds. */
const REMEMBERED = 500;

export function createTeams(deps: TeamsDependencies): Teams {
  const { features, sender, members, people, rooms, texts, log } = deps;
  const answered = new Map<string, Promise<InvokeAnswer>>();

  async function admit(activity: TeamsActivity): Promise<{ staff: Staff } | { why: string }> {
    const who = whoOf(activity, { app: deps.app, tenants: deps.staffTenants });
    if (who.kind === 'stranger') return who;
    if (deps.app && !(await members.isMember(activity, who.staff))) return { why: 'a guest, or nobody known here' };
    return who;
  }

  function atOf(activity: TeamsActivity, staff: Staff): At {
    const room = { serviceUrl: activity.serviceUrl, conversation: activity.conversation.id };
    return {
      ...{ staff, room, activity, isPersonal: isPersonalChat(activity) },
      key: `teams:${activity.conversation.id}:${activity.id ?? ''}`,
      async say(message) {
        const said = await sender.post(room, message);
        if (said.kind === 'sent') return said.id;
        log.warn({ kind: said.kind }, 'what was said in Teams was not delivered');
        return undefined;
      },
    };
  }

  async function handle(activity: TeamsActivity): Promise<InvokeAnswer> {
    const admitted = await admit(activity);
    if ('why' in admitted) return refuse(activity, admitted.why);
    const { staff } = admitted;
    const at = atOf(activity, staff);
    const chat = at.isPersonal ? at.room : undefined;
    await people.note({ _id: staff.id, name: staff.name, mri: staff.mri, tenant: staff.tenant, ...(chat && { chat }) });
    await deps.present.note(roomOf(activity), staff.mri);
    switch (activity.type) {
      case 'message':
        return heard(activity, at);
      case 'invoke':
        return invoked(activity, at);
      case 'installationUpdate':
        return installed(activity, at);
      case 'typing':
        for (const { typing } of features) await typing?.(at);
        return OK;
      default:
        return OK;
    }
  }

  async function refuse(activity: TeamsActivity, why: string): Promise<InvokeAnswer> {
    log.info({ why, kind: activity.type }, 'not staff: refused in Teams');
    const room = { serviceUrl: activity.serviceUrl, conversation: activity.conversation.id };
    if (activity.type === 'message') await sender.post(room, { text: texts.notStaff });
    return activity.type === 'invoke' ? inWords(activity, texts.notStaff, [403, 'Forbidden']) : OK;
  }

  /** What went wrong is said where it was asked for (R10); nothing of it is remembered, so it can be asked for again. */
  async function apologise(activity: TeamsActivity, err: unknown): Promise<InvokeAnswer> {
    log.error({ err, kind: activity.type, name: activity.name }, 'what staff asked for in Teams failed');
    if (activity.type === 'invoke') return inWords(activity, texts.failed, [500, 'InternalError']);
    const room = { serviceUrl: activity.serviceUrl, conversation: activity.conversation.id };
    if (activity.type === 'message') await sender.post(room, { text: texts.failed });
    return OK;
  }

  /** A line in place of what was asked for, wherever that would have been shown. */
  function inWords({ name: asked }: TeamsActivity, text: string, error: [status: number, code: string]): InvokeAnswer {
    const name = asked ?? '';
    if (name === 'adaptiveCard/action') return showError(...error, text);
    const isSearch = name.startsWith('composeExtension/') && !/fetchTask|submitAction/.test(name);
    return isSearch ? showNoResults(text) : endForm(text);
  }

  async function heard(activity: TeamsActivity, at: At): Promise<InvokeAnswer> {
    const submitted = Submitted.safeParse(activity.value).data;
    if (submitted) {
      const answer = await press(submitted.verb, activity.value, pressOf(activity, at, false));
      await showInChat(answer, at);
      return OK;
    }
    await noteRoom(activity, at);
    let text = withoutMention(activity.text?.slice(0, LONGEST_TEXT) ?? '', activity);
    for (const { message } of features) {
      const taken = await message?.(text, at);
      if (taken === true) return OK;
      if (taken) text = taken.instead;
    }
    if (text || at.isPersonal) await at.say({ text: texts.help });
    return OK;
  }

  /** For a client that sends buttons as messages: what would stand in place of the card is said. */
  async function showInChat({ body }: InvokeAnswer, at: At): Promise<void> {
    const shown = Shown.safeParse(body).data;
    if (typeof shown?.value === 'string') await at.say({ text: shown.value });
    else if (shown?.value && 'body' in shown.value) await at.say({ card: shown.value as never, summary: texts.card });
  }

  async function noteRoom(activity: TeamsActivity, { staff, isPersonal }: At): Promise<void> {
    const { channelData, serviceUrl } = activity;
    const kind = isPersonal ? 'personal' : channelData?.channel || channelData?.team ? 'channel' : 'group';
    const name = [channelData?.team?.name, channelData?.channel?.name].filter(Boolean).join(' / ');
    await rooms.note({ _id: roomOf(activity), serviceUrl, tenant: staff.tenant, kind, ...(name && { name }) });
  }

  async function installed(activity: TeamsActivity, at: At): Promise<InvokeAnswer> {
    if (activity.action?.startsWith('remove')) {
      await rooms.leave(roomOf(activity));
      if (at.isPersonal) await people.lose(at.staff.id);
      return OK;
    }
    await noteRoom(activity, at);
    await at.say({ text: at.isPersonal ? texts.welcome(at.staff.name) : texts.welcomeTeam });
    return OK;
  }

  async function invoked(activity: TeamsActivity, at: At): Promise<InvokeAnswer> {
    switch (activity.name) {
      case 'adaptiveCard/action': {
        const read = Action.safeParse(activity.value).data;
        if (!read) return showError(400, 'BadRequest', texts.unknownButton);
        const { action, trigger } = read;
        return press(action.verb, action.data, pressOf(activity, at, trigger === 'automatic'));
      }
      case 'task/fetch':
      case 'composeExtension/fetchTask':
        return form(activity, at, 'open');
      case 'task/submit':
      case 'composeExtension/submitAction':
        return form(activity, at, 'take');
      case 'composeExtension/query': {
        const { parameters, queryOptions } = Search.parse(activity.value ?? {});
        const text = parameters.find(({ name }) => name !== 'initialRun')?.value ?? '';
        const search = features.find(feature => feature.search)?.search;
        return search ? search(text, at, queryOptions) : showNoResults(texts.nothingFound(text));
      }
      case 'composeExtension/queryLink': {
        const { url } = Link.parse(activity.value ?? {});
        for (const { unfurl } of features) {
          const answer = url && unfurl ? await unfurl(url, at) : undefined;
          if (answer) return answer;
        }
        return OK;
      }
      default:
        return { status: 501 };
    }
  }

  function pressOf(activity: TeamsActivity, at: At, isRefresh: boolean): Press {
    return { ...at, card: activity.replyToId ?? undefined, isRefresh };
  }

  async function press(name: string, data: unknown, on: Press): Promise<InvokeAnswer> {
    const verb = features.map(({ verbs }) => own(verbs, name)).find(found => found !== undefined);
    return verb ? ran(verb, data, on, message => showError(400, 'BadRequest', message)) : oldButton();
  }

  function oldButton(): InvokeAnswer {
    return showError(400, 'BadRequest', texts.unknownButton);
  }

  async function form(activity: TeamsActivity, at: At, step: keyof Form): Promise<InvokeAnswer> {
    const asked = Asked.safeParse(activity.value).data;
    const name = asked?.data?.form ?? asked?.commandId ?? '';
    const found = features.map(({ forms }) => own(forms, name)).find(one => one !== undefined);
    return found
      ? ran(found[step], asked?.data ?? {}, pressOf(activity, at, false), message => endForm(message))
      : endForm(texts.unknownButton);
  }

  async function ran(
    verb: Verb,
    data: unknown,
    on: Press,
    say: (message: string) => InvokeAnswer,
  ): Promise<InvokeAnswer> {
    const read = verb.data.safeParse(data ?? {});
    return read.success ? verb.run(read.data, on) : say(texts.unknownButton);
  }

  return {
    async take(body) {
      const read = TeamsActivity.safeParse(body);
      if (!read.success) return UNFIT;
      const activity = read.data;
      const id = activity.id && `${activity.conversation.id} ${activity.id}`;
      const handled = () => handle(activity).catch(err => apologise(activity, err).finally(forget));
      const forget = () => void (id && answered.delete(id));
      if (!id) return handled();
      const before = answered.get(id);
      if (before !== undefined) return before;
      const answer = handled();
      answered.set(id, answer);
      for (const oldest of answered.keys()) {
        if (answered.size <= REMEMBERED) break;
        answered.delete(oldest);
      }
      return answer;
    },
  };
}

const Action = z.object({
  action: z.object({ verb: z.string().max(100), data: z.unknown().optional() }),
  trigger: z.string().nullish(),
});
const Submitted = z.object({ verb: z.string().max(100) });
const Shown = z.object({ value: z.union([z.string(), z.looseObject({})]) });
const Asked = z.object({
  data: z.looseObject({ form: z.string().max(100).optional() }).nullish(),
  commandId: z.string().max(100).nullish(),
});
const Search = z.object({
  parameters: z
    .array(z.object({ name: z.string().nullish(), value: z.coerce.string().transform(value => value.slice(0, 200)) }))
    .nullish()
    .transform(given => given ?? []),
  queryOptions: z
    .object({ skip: z.number().int().nonnegative().catch(0), count: z.number().int().min(1).max(50).catch(25) })
    .catch({ skip: 0, count: 25 }),
});
const Link = z.object({
  /** A number alone as an address of its own scheme. */
  url: z
    .union([
      z.url(),
      z
        .string()
        .regex(/^[\w\s#-]{10,40}$/)
        .transform(number => `number:${encodeURIComponent(number)}`),
    ])
    .transform(url => new URL(url))
    .optional()
    .catch(undefined),
});

/** A name that a client sends opens nothing that an object has by birth. */
function own<T>(record: Readonly<Record<string, T>> | undefined, name: string): T | undefined {
  return record && Object.hasOwn(record, name) ? record[name] : undefined;
}
