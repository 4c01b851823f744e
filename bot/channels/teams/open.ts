/** Puts the staff's desk in Teams together: who may come in, how it speaks, and what can be done there. */
import { randomUUID } from 'node:crypto';
import { writePhone } from '../../../dialogs/texts/phone.ts';
import { createDaily } from '../../../services/announcements/daily.ts';
import type { Carry } from '../../../services/handoff/carrier.ts';
import type { Timer } from '../../../services/rounds.ts';
import { type House, hoursOf, returnTermsOf } from '../../assemble.ts';
import type { Config } from '../../config.ts';
import type { Log } from '../../log.ts';
import type { Connector } from '../bot-framework/connector.ts';
import { createAsking } from './asking/asking.ts';
import { createCards } from './cards/making.ts';
import type { Feature } from './feature.ts';
import { createFinding } from './finding/finding.ts';
import { createMembers } from './members.ts';
import { createDo } from './moving/doing.ts';
import { createMeanwhile } from './moving/meanwhile.ts';
import { createMoving } from './moving/moving.ts';
import { createShowing } from './moving/showing.ts';
import { createLook, subjectOf } from './moving/subject.ts';
import { createOnBehalf } from './on-behalf/on-behalf.ts';
import { createOnBehalfTexts } from './on-behalf/texts.ts';
import { type Announcer, createAnnouncer } from './queue/announcer.ts';
import { createLists } from './queue/lists.ts';
import { createNews } from './queue/news-cards.ts';
import { createQueueFeature } from './queue/queue.ts';
import { createSender } from './sender.ts';
import { createCallCard, createCalls } from './talking/calls.ts';
import { createChatCards } from './talking/cards.ts';
import { createCarrying } from './talking/carrying.ts';
import { createTakeFiles } from './talking/files.ts';
import { createTalking } from './talking/talking.ts';
import { createTyping } from './talking/typing.ts';
import { createTeams, type Teams } from './teams.ts';
import { createStaffTexts } from './texts.ts';

export interface OpenTeamsDependencies {
  config: Pick<Config, 'microsoftApp' | 'staffTenants' | 'publicUrl'>;
  house: House;
  connector: Pick<Connector, 'call' | 'file'>;
  /** Somebody of the staff is writing to that customer. */
  onTyping?: ((talk: { channel: string; conversation: string }) => void) | undefined;
  now: () => Date;
  timer: Timer;
  log: Log;
}

export interface OpenTeams extends Teams {
  /** What the desk says there by itself. */
  announcer: Announcer;
  /** What people in Teams hear of a chat with a customer. */
  sides: { rooms: Carry; staff: Carry };
  /** The customer is writing. */
  typing(channel: string, conversation: string): void;
  /** Resolves once the cards that were posted are put right. */
  idle(): Promise<void>;
}

export function openTeams({ config, house, connector, onTyping, now, timer, log }: OpenTeamsDependencies): OpenTeams {
  const { people, rooms, profile } = house;
  const texts = createStaffTexts({ company: profile.company.name });
  const sender = createSender({ connector });
  const { company } = profile;
  const terms = returnTermsOf(profile);
  const { attachments, fileLink, find } = house;
  const cards = createCards({ texts, terms, people, cases: house.cases, attachments, fileLink, now });
  const lists = createLists({ queue: house.queue, texts, terms, now });
  const look = createLook(house);
  const showing = createShowing({
    ...{ look, cards, known: house.cards, present: house.present, sender, texts, terms, now, log },
  });
  showing.follow(house.changes);
  const { handoffs, callBacks } = house;
  const { timeZone, country } = company;
  const chatCards = createChatCards({ history: house.desk.history, texts, timeZone, fileLink, now });
  const phone = (onFile: string) => writePhone(onFile, country);
  const callCard = createCallCard({ texts, timeZone, phone });
  const features: Feature[] = [
    // The first to be asked: whoever talks to a customer means them.
    createTalking({
      ...{ handoffs, people, cases: house.cases, cards: chatCards, texts },
      takeFiles: createTakeFiles({ connector, attachments, texts }),
      onTyping: talk => onTyping?.(talk),
    }),
    createCalls({ callBacks, people, texts, timeZone, phone }),
    createQueueFeature({ lists, rooms, texts, terms, exportLink: house.exportLink, now }),
    createMoving({
      ...{ look, showing, people, texts, now, timeZone: company.timeZone },
      carryOut: createDo(house),
      meanwhile: createMeanwhile({ texts, terms, cards, now }),
      currency: profile.terms.dataRecoveryMinimum.currency,
    }),
    createOnBehalf({
      ...house,
      ...{ now, drawKey: randomUUID, texts: createOnBehalfTexts(), country: company.country },
      ...{ timeZone: company.timeZone, warrantyOtherwise: profile.terms.warranty.defaultMonths },
    }),
    createAsking({
      ...{ knowledge: house.knowledge, texts },
      pageOf: ({ id }) => `${config.publicUrl}/articles/${id}`,
    }),
    // The last to be asked: whatever nobody else takes is looked up.
    createFinding({
      ...{ find, cards, texts, terms, publicUrl: config.publicUrl, now },
      dress: (hit, at) => showing.dress(hit, at),
      posted: (hit, at, message) => showing.note(subjectOf(hit).number, at, message),
    }),
  ];
  const { announcements, store } = house;
  const announcer = createAnnouncer({
    daily: createDaily({ store, announcements, hours: hoursOf(profile), now }),
    write: createNews({ queue: house.queue, returns: house.returns, lists, callBacks, callCard, texts, terms, now }),
    ...{ announcements, rooms, sender, now, timer, log },
  });
  const teams = createTeams({
    app: config.microsoftApp,
    staffTenants: config.staffTenants,
    members: createMembers({ connector, now, log }),
    ...{ features, sender, people, rooms, present: house.present, texts, log },
  });
  const sides = createCarrying({ handoffs, rooms, people, sender, cards: chatCards, texts, fileLink, now, log });
  const typing = createTyping({ handoffs, people, sender, now, log });
  return { ...teams, announcer, sides, typing, idle: showing.idle };
}
