/** Builds the desk from its configuration: store, content, services, dialogs, turn. Channels are put in front of it. */
import { randomUUID } from 'node:crypto';
import { createResponder, type Respond } from '../dialogs/desk.ts';
import { createLine } from '../dialogs/line/line.ts';
import type { DeskFacts } from '../dialogs/texts/desk-facts.ts';
import { createEnglish, type Texts } from '../dialogs/texts/en.ts';
import { createLineTexts, type LineTexts } from '../dialogs/texts/en-line.ts';
import { createUnderstanding, type Understanding } from '../dialogs/understanding/understand.ts';
import {
  type Announcements,
  announcementIndexes,
  createAnnouncements,
} from '../services/announcements/announcements.ts';
import { dailyIndexes } from '../services/announcements/daily.ts';
import { type Attachments, attachmentIndexes, createAttachments } from '../services/attachments/attachments.ts';
import { type Cases, caseIndexes, createCases } from '../services/cases/cases.ts';
import { caseListIndexes } from '../services/cases/listing.ts';
import { createCatalog } from '../services/catalog/catalog.ts';
import type { Catalog } from '../services/catalog/product.ts';
import { createUnits, type Units } from '../services/catalog/units.ts';
import { type Changes, createChanges } from '../services/changes.ts';
import { type Customers, createCustomers, customerIndexes } from '../services/customers/customers.ts';
import { createFind, type Find, findingIndexes } from '../services/finding/finding.ts';
import { type CallBacks, callBackIndexes, createCallBacks } from '../services/handoff/call-backs.ts';
import { createHandoffs, type Handoffs, handoffIndexes } from '../services/handoff/handoffs.ts';
import { createPromise } from '../services/handoff/promising.ts';
import { createReach } from '../services/handoff/reach.ts';
import { createTalkRecords } from '../services/handoff/records.ts';
import { createHours, type Hours } from '../services/hours/hours.ts';
import { signingKey } from '../services/keys.ts';
import { createFeedback, type Feedback, feedbackIndexes } from '../services/knowledge/feedback.ts';
import { createKnowledge, type Knowledge } from '../services/knowledge/knowledge.ts';
import { createEarlierCalls, earlierCallIndexes } from '../services/line/earlier-calls.ts';
import { createPins, pinIndexes } from '../services/line/pins.ts';
import { createTries, triesIndexes } from '../services/line/tries.ts';
import { createOutbox, type Outbox, outboxIndexes } from '../services/notifications/outbox.ts';
import { createTranscripts, transcriptIndexes } from '../services/notifications/transcripts.ts';
import { drawNumber } from '../services/numbers.ts';
import { createPacking, type Packing } from '../services/packing.ts';
import { createPrivacy, type Privacy } from '../services/privacy/privacy.ts';
import { loadProfile, type Profile } from '../services/profile/profile.ts';
import type { QueueTerms } from '../services/queue/due.ts';
import { createQueue, type Queue, queueIndexes } from '../services/queue/queue.ts';
import { createStanding, type Standing } from '../services/queue/standing.ts';
import { createRatings, type Ratings, ratingIndexes } from '../services/ratings/ratings.ts';
import { returnListIndexes } from '../services/returns/listing.ts';
import { createReturns, type Returns, type ReturnTerms, returnIndexes } from '../services/returns/returns.ts';
import { type Cards, cardIndexes, createCards } from '../services/staff/cards.ts';
import { createPeople, type People, peopleIndexes } from '../services/staff/people.ts';
import { createPresent, type Present, presentIndexes } from '../services/staff/present.ts';
import { createRooms, type Rooms, roomIndexes } from '../services/staff/rooms.ts';
import { openStore } from '../services/store/open.ts';
import type { Store } from '../services/store/port.ts';
import { createTroubleshooting } from '../services/troubleshooting/troubleshooting.ts';
import { createDigest, createDrawCode } from '../services/verification/digests.ts';
import { createVerification, type Verification, verificationIndexes } from '../services/verification/verification.ts';
import { webhookIndexes } from '../services/webhooks/queue.ts';
import { createForgetAnswers, idempotencyIndexes } from './api/idempotency.ts';
import { channelOf as hubChannel } from './channels/bot-framework/incoming.ts';
import { CHANNEL as DIRECT_LINE } from './channels/direct-line/conversations.ts';
import { CHANNEL as VOICE } from './channels/voice/incoming.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import type { MailLinks } from './mails/told.ts';
import { conversationIndexes } from './record.ts';
import { createTalks } from './talks.ts';
import { createDesk, type TurnDesk } from './turn.ts';
import { createEstimateLinks, type EstimateLinks } from './web/estimates/links.ts';
import { createExportLinks, type ExportLinks } from './web/exports/links.ts';
import { createFileLinks, type FileLinks } from './web/files/links.ts';
import { createLabelLinks, type LabelLinks } from './web/labels/links.ts';
import { createUnsubscribeLinks, type UnsubscribeLinks } from './web/unsubscribe/links.ts';

export const indexes = [
  ...customerIndexes,
  ...caseIndexes,
  ...returnIndexes,
  ...caseListIndexes,
  ...returnListIndexes,
  ...idempotencyIndexes,
  ...conversationIndexes,
  ...feedbackIndexes,
  ...outboxIndexes,
  ...transcriptIndexes,
  ...ratingIndexes,
  ...attachmentIndexes,
  ...webhookIndexes,
  ...verificationIndexes,
  ...findingIndexes,
  ...peopleIndexes,
  ...roomIndexes,
  ...cardIndexes,
  ...presentIndexes,
  ...queueIndexes,
  ...announcementIndexes,
  ...dailyIndexes,
  ...handoffIndexes,
  ...callBackIndexes,
  ...pinIndexes,
  ...triesIndexes,
  ...earlierCallIndexes,
];

/** The product without its doors. */
export interface House {
  desk: TurnDesk;
  cases: Cases;
  returns: Returns;
  profile: Profile;
  store: Store;
  knowledge: Knowledge;
  feedback: Feedback;
  ratings: Ratings;
  outbox: Outbox;
  texts: Texts;
  lineTexts: LineTexts;
  attachments: Attachments;
  verification: Verification;
  customers: Customers;
  units: Units;
  packing: Packing;
  catalog: Catalog;
  privacy: Privacy;
  understanding: Understanding;
  people: People;
  rooms: Rooms;
  cards: Cards;
  present: Present;
  changes: Changes;
  find: Find;
  queue: Queue;
  /** Where new and old things stand in the queue. */
  standing: Standing;
  announcements: Announcements;
  /** Customers who talk to a person, and calls that were promised. */
  handoffs: Handoffs;
  callBacks: CallBacks;
  labelLink?: LabelLinks['link'] | undefined;
  fileLink?: FileLinks['link'] | undefined;
  exportLink?: ExportLinks['link'] | undefined;
  /** Loads and learns what the first message would else wait for. */
  warm(): Promise<void>;
}

/** The addresses that the desk hands out, each signed for what it opens. */
export interface Links {
  labels: LabelLinks;
  files: FileLinks;
  exports: ExportLinks;
  estimateLinks: EstimateLinks;
  unsubscribe: UnsubscribeLinks;
  /** Those that stand in mails. */
  mailLinks: MailLinks;
}

/** @throws {ProfileError | StoreUnavailable} where the content or the store cannot be used. */
export async function assemble(
  config: Pick<
    Config,
    | 'mongodbUri'
    | 'dataDir'
    | 'profileDir'
    | 'publicUrl'
    | 'webhookUrls'
    | 'voiceAuthToken'
    | 'voicePeople'
    | 'handoffChannels'
  >,
  log: Log,
  now: () => Date = () => new Date(),
): Promise<House & Links> {
  const [profile, store] = await Promise.all([
    loadProfile(config.profileDir),
    openStore({ mongodbUri: config.mongodbUri, dataDir: config.dataDir, indexes, log }),
  ]);
  const labels = createLabelLinks({ key: await signingKey(store, 'labels'), publicUrl: config.publicUrl });
  const files = createFileLinks({ key: await signingKey(store, 'files'), publicUrl: config.publicUrl });
  const exports = createExportLinks({ key: await signingKey(store, 'exports'), publicUrl: config.publicUrl });
  const estimateLinks = createEstimateLinks({
    key: await signingKey(store, 'estimates'),
    publicUrl: config.publicUrl,
    timeZone: profile.company.timeZone,
  });
  const codeKey = await signingKey(store, 'verification');
  const unsubscribe = createUnsubscribeLinks({
    key: await signingKey(store, 'unsubscribe'),
    publicUrl: config.publicUrl,
  });
  const hooks = config.webhookUrls.length > 0;
  const mailLinks: MailLinks = {
    ...{ label: labels.link, estimate: estimateLinks.link, unsubscribe: unsubscribe.link },
  };
  const handedOut = { labelLink: labels.link, fileLink: files.link, exportLink: exports.link };
  const house = furnish({
    profile,
    store,
    log,
    now,
    hooks,
    ...lineOf(config),
    hubs: config.handoffChannels.map(hubChannel),
    codeKey,
    ...handedOut,
  });
  return { ...house, labels, files, exports, estimateLinks, mailLinks, unsubscribe };
}

/** The same over a store that is open: what tests build their worlds with. */
export function furnish(deps: {
  profile: Profile;
  store: Store;
  log: Log;
  now: () => Date;
  /** Keeps one-time codes, 32 bytes; the same after a restart and at every replica. */
  codeKey: Uint8Array;
  cached?: number;
  labelLink?: LabelLinks['link'];
  fileLink?: FileLinks['link'];
  exportLink?: ExportLinks['link'];
  /** Business systems are told of changes. */
  hooks?: boolean;
  /** Channels behind which another hub takes customers over. */
  hubs?: readonly string[];
  /** The toll-free line is answered here, and callers can be put through to a person. */
  isLineOpen?: boolean;
  canRing?: boolean;
  /** Where what the profile's articles teach has been learnt already. */
  knowledge?: Knowledge;
}): House {
  const { profile, store, log, now } = deps;
  const { company, terms } = profile;
  const texts = createEnglish(factsOf(profile));
  const lineTexts = createLineTexts(factsOf(profile));
  const catalog = createCatalog(profile);
  const packing = createPacking(profile.packing);
  const customers = createCustomers({ store, draw: drawNumber, now });
  const units = createUnits({ store });
  const { timeZone } = company;
  const hooks = deps.hooks === true;
  const changes = createChanges();
  const { tell: changed } = changes;
  const queueTerms = queueTermsOf(profile);
  const standing = createStanding(queueTerms, now);
  const queued = standing.ofCase;
  const cases = createCases({ store, customers, draw: drawNumber, now, timeZone, hooks, changed, queued });
  const returns = createReturns({
    store,
    cases,
    customerOf: async email => (await customers.forEmail(email))._id,
    draw: drawNumber,
    now,
    hooks,
    changed,
    queued: standing.ofReturn,
    log,
    terms: returnTermsOf(profile),
  });
  const knowledge = deps.knowledge ?? createKnowledge(profile);
  const feedback = createFeedback({ store, now });
  const ratings = createRatings({ store, now, timeZone: company.timeZone });
  const outbox = createOutbox({ store, now });
  const attachments = createAttachments({ store, blobs: store.blobs, now, drawId: randomUUID });
  const verification = createVerification({
    ...{ store, outbox, now, key: deps.codeKey },
    drawCode: createDrawCode(deps.codeKey),
    isKnown: async email => (await customers.find(email)) !== undefined,
  });
  const transcripts = createTranscripts({ store, outbox, now });
  const rooms = createRooms({ store, now });
  const announcements = createAnnouncements({ store, rooms, now });
  const hours = hoursOf(profile);
  const handoffs = createHandoffs({ store, drawId: randomUUID, now, hooks });
  const callBacks = createCallBacks({ store, drawId: randomUUID, now });
  const digest = createDigest(deps.codeKey);
  const drawCode = createDrawCode(deps.codeKey);
  const tries = createTries({ store, digest, now });
  const pins = createPins({ store, tries, digest, drawCode, now });
  const understanding = createUnderstanding({ catalog, country: company.country });
  const dialogs = {
    knowledge,
    feedback,
    ratings,
    transcripts,
    texts,
    catalog,
    cases,
    returns,
    customers,
    verification,
    attachments,
    hours,
    handoffs,
    pins,
    isLineOpen: deps.isLineOpen === true,
    reach: createReach({ rooms, hours, channels: [DIRECT_LINE], hubs: deps.hubs }),
    promise: createPromise({ callBacks, announcements, rooms, outbox, mailTo: company.technicalSupport }),
    understanding,
    units,
    troubleshooting: createTroubleshooting(profile.troubleshooting),
    packing,
    labelLink: deps.labelLink,
    returnTerms: returnTermsOf(profile),
    country: company.country,
    timeZone: company.timeZone,
    drawKey: randomUUID,
    warrantyOtherwise: terms.warranty.defaultMonths,
  };
  const inWriting = createResponder(dialogs);
  const onThePhone = createLine({
    ...dialogs,
    ...{ tries, earlierCalls: createEarlierCalls({ store, digest, now }), canRing: deps.canRing === true },
    line: lineTexts,
    productNames: profile.families.map(({ name }) => name),
  });
  const respond: Respond = (memory, spoken) => (spoken.channel === VOICE ? onThePhone : inWriting)(memory, spoken);
  const desk = createDesk({
    store,
    respond,
    now,
    log,
    apology: why => ({ text: texts[why], choices: texts.tryAgain }),
    ...(deps.cached === undefined ? {} : { cached: deps.cached }),
  });
  const privacy = createPrivacy({
    ...{ store, customers, attachments, ratings, outbox, transcripts, verification, now, hooks, changed },
    conversations: createTalks({ store, desk }),
    talks: createTalkRecords({ store }),
    forgetAnswers: createForgetAnswers({ store }),
    drawKey: randomUUID,
  });
  const people = createPeople({ store, now });
  const cards = createCards({ store, now });
  const present = createPresent({ store, now });
  async function warm(): Promise<void> {
    await knowledge.ready();
    await understanding.understand('something that no rule explains', { now: now() });
  }
  return {
    ...{ desk, cases, returns, profile, store, knowledge, feedback, attachments, ratings, outbox, texts, lineTexts },
    ...{ verification, packing, catalog, customers, units, privacy, labelLink: deps.labelLink, warm },
    ...{ understanding, people, rooms, find: createFind({ store, customers, now }), fileLink: deps.fileLink },
    ...{ cards, present, changes },
    exportLink: deps.exportLink,
    queue: createQueue({ store, terms: queueTerms, now }),
    ...{ standing, announcements, handoffs, callBacks },
  };
}

/** Without a token the webhook is there for trying out, and nobody is told to call. */
function lineOf({ voiceAuthToken, voicePeople }: Pick<Config, 'voiceAuthToken' | 'voicePeople'>) {
  return { isLineOpen: voiceAuthToken !== undefined, canRing: voicePeople !== undefined };
}

/** How long a return may take. */
export function returnTermsOf({ company, terms }: Profile): ReturnTerms {
  const { estimate } = terms;
  return {
    daysToSend: terms.returnWithinDays,
    daysActive: terms.rmaActiveDays,
    remindBefore: terms.remindBeforeDays,
    estimate: {
      remindAfter: estimate.remindAfterDays,
      staffTaskAfter: estimate.staffTaskAfterDays,
      scrapWithin: estimate.scrapWithinDays,
    },
    timeZone: company.timeZone,
  };
}

/** When people are at the desk. */
export function hoursOf({ hours, company }: Profile): Hours {
  return createHours(hours, company.timeZone);
}

/** By when what is in the staff's queue is due. */
export function queueTermsOf(profile: Profile): QueueTerms {
  const { timeZone, estimate } = returnTermsOf(profile);
  const { isBusinessDay } = hoursOf(profile);
  return { timeZone, estimate, turnaround: profile.terms.turnaroundBusinessDays, isBusinessDay };
}

/** What the texts tell of the maker. */
export function factsOf({ company, terms }: Profile): DeskFacts {
  const { amount, currency } = terms.dataRecoveryMinimum;
  return {
    company: company.name,
    phone: company.tollFree.shown,
    techEmail: company.technicalSupport,
    serviceEmail: company.serviceAndRepair,
    website: company.knowledgeBase.name,
    recoveryFee: `${amount} ${currency}`,
    turnaroundDays: terms.turnaroundBusinessDays,
    diagnosticsFee: terms.diagnosticsFee,
  };
}
