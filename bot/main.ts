/** The process: builds the desk, opens its doors, and closes them in order. */
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { createCarrier } from '../services/handoff/carrier.ts';
import { signingKey } from '../services/keys.ts';
import { ProfileError } from '../services/profile/profile.ts';
import { StoreUnavailable } from '../services/store/port.ts';
import { mountApi } from './api/api.ts';
import { assemble } from './assemble.ts';
import { type Background, startBackground, timer } from './background.ts';
import { mountBotFramework } from './channels/bot-framework/channel.ts';
import { createHandingOff } from './channels/bot-framework/handing-off.ts';
import { mountDirectLine } from './channels/direct-line/channel.ts';
import { CHANNEL as DIRECT_LINE } from './channels/direct-line/conversations.ts';
import { createTelling } from './channels/direct-line/telling.ts';
import { type OpenTeams, openTeams } from './channels/teams/open.ts';
import { mountVoice } from './channels/voice/channel.ts';
import { createRecordings } from './channels/voice/recordings.ts';
import { ConfigError, loadConfig } from './config.ts';
import { createLog } from './log.ts';
import { createServer } from './server.ts';
import { loadAssets } from './web/assets.ts';
import { mountEstimates } from './web/estimates/estimates.ts';
import { mountExports } from './web/exports/exports.ts';
import { mountFiles } from './web/files/files.ts';
import { mountLabels } from './web/labels/labels.ts';
import { createPages } from './web/pages.ts';
import { mountStaffLinks } from './web/staff/staff.ts';
import { mountUnsubscribe } from './web/unsubscribe/unsubscribe.ts';
import { mountWeb } from './web/web.ts';

async function main(): Promise<void> {
  const config = loadConfig(env);
  const log = createLog(config.logLevel);
  const now = () => new Date();
  const house = await assemble(config, log, now);
  const { desk, store, returns, profile, attachments } = house;
  const http = createServer({ config, store, log });
  const { publicUrl, widgetOrigins, directLineSecrets: secrets } = config;
  const { handoffs } = house;
  let staffDesk: OpenTeams | undefined;
  const directLine = mountDirectLine(http.server, {
    desk,
    feedback: house.feedback,
    ratings: house.ratings,
    attachments,
    key: await signingKey(store, 'direct-line'),
    secrets,
    publicUrl,
    widgetOrigins,
    fileLink: house.fileLink,
    onTyping: conversation => staffDesk?.typing(DIRECT_LINE, conversation),
    now,
    log,
  });
  const botFramework = mountBotFramework(http.server, {
    ...{ desk, config, log },
    handingOff: createHandingOff({ handoffs, history: desk.history, channels: config.handoffChannels }),
    teams(connector) {
      const onTyping = ({ conversation }: { conversation: string }) => directLine.writing(conversation);
      staffDesk = openTeams({ config, house, connector, onTyping, now, timer, log });
      return staffDesk;
    },
  });
  const sides = staffDesk && { customer: createTelling(directLine), ...staffDesk.sides };
  const carrier = sides && createCarrier({ store, handoffs, sides, now, timer, log });
  if (config.voiceIsOn) {
    const { phoneLine, timeZone } = profile.company;
    const { voiceAuthToken: token, voicePeople } = config;
    mountVoice(http.server, {
      ...{ desk, token, publicUrl, people: voicePeople, timeZone, now, log },
      ...{ language: phoneLine.language, voice: phoneLine.voice },
      failed: [{ say: 'words', text: house.lineTexts.failed }],
      recordings: createRecordings({ api: config.voiceApi, token, attachments, log }),
    });
  }
  mountApi(http.server, { config, house, now, log });
  const assets = await loadAssets(fileURLToPath(new URL('web/assets/', import.meta.url)));
  mountLabels(http.server, {
    company: profile.company,
    terms: profile.terms,
    links: house.labels,
    returns,
    catalog: house.catalog,
    packing: house.packing,
    now,
    log,
  });
  mountFiles(http.server, { links: house.files, attachments, now, log });
  mountExports(http.server, { links: house.exports, store, timeZone: profile.company.timeZone, now, log });
  mountStaffLinks(http.server, config);
  mountEstimates(http.server, {
    company: profile.company,
    terms: profile.terms,
    links: house.estimateLinks,
    ...{ returns, assets, publicUrl, now, log },
  });
  mountWeb(http.server, {
    company: profile.company,
    articles: profile.articles,
    topics: profile.topics,
    knowledge: house.knowledge,
    assets,
    publicUrl,
    widgetOrigins,
    now,
    log,
  });

  mountUnsubscribe(http.server, {
    pages: createPages({ company: profile.company, assets, publicUrl }),
    links: house.unsubscribe,
    returns,
    now,
    log,
  });

  let background: Background | undefined;

  /** Finishes what is under way before the store is let go: an answer that was begun is given. */
  async function close(): Promise<void> {
    directLine.close();
    await http.close();
    await carrier?.close();
    await desk.idle();
    await background?.close();
    await staffDesk?.announcer.close();
    await staffDesk?.idle();
    botFramework.close();
    await store.close();
  }
  let stopping = false;
  function stop(): void {
    if (stopping) return;
    stopping = true;
    close().catch(error => log.fatal({ err: error }, 'did not close cleanly'));
  }
  process.on('SIGTERM', stop).on('SIGINT', stop);

  const address = await http.listen();
  process.stdout.write(
    `${profile.company.name} support desk: ${config.publicUrl}${elsewhere(config.publicUrl, address)}\n`,
  );
  background = await startBackground({ config, house, links: house.mailLinks, now, log });
  staffDesk?.announcer.start();
  carrier?.start();
  await Promise.all([botFramework.warm(), house.warm()]);
}

/** Where the process listens, where that is not plain from the address outside. */
function elsewhere(publicUrl: string, address: string): string {
  const local = address.replace(/\/\/(127\.0\.0\.1|\[::1\])/, '//localhost');
  return local === publicUrl ? '' : ` (listening on ${address})`;
}

/** What an operator can put right is told in plain lines; anything else is a defect, and shows where. */
main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof ProfileError || error instanceof StoreUnavailable;
  const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `${taken ? `PORT: ${message}; is another desk running?` : known ? message : ((error as Error).stack ?? message)}\n`,
  );
  process.exit(1);
});
