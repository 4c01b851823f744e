/** The app as Teams reads it: what it is called, where it may be used, and what is offered beside the compose box. */

/** The newest that the validator of the tests holds. */
export const MANIFEST_VERSION = '1.30';

export interface AppFacts {
  /** The bot's app id, which is the app's as well. */
  appId: string;
  /** Of this package: Teams takes an update only where it is higher. */
  version: string;
  company: string;
  /** `https://` */
  publicUrl: string;
}

/** What can be written to the desk; Teams offers these above the compose box. */
const COMMANDS = [
  { title: 'help', description: 'What the desk can do' },
  { title: 'mine', description: 'What you look after, the most urgent first' },
  { title: 'unassigned', description: 'What nobody looks after yet' },
  { title: 'overdue', description: 'What should have happened by now' },
  { title: 'estimates', description: 'What waits for an estimate, and which estimates wait for an answer' },
  { title: 'arriving', description: 'What is expected this week' },
  { title: 'open a case for', description: 'A case or an RMA for somebody who called' },
  { title: 'ask', description: 'A question, answered from the articles' },
];

/** A day's records have names in them. */
const IN_PERSON = [{ title: 'export', description: 'The day’s cases and returns as a CSV file' }];
const IN_ROOMS = [
  { title: 'announce here', description: 'Tell this room every morning how the queue stands, and of what is new' },
  { title: 'stop announcing', description: 'Say nothing here that nobody asked for' },
];

/** Cut at a word, as Teams refuses what is longer. */
function atMost(length: number, text: string): string {
  if (text.length <= length) return text;
  return text
    .slice(0, length + 1)
    .replace(/\s+\S*$/, '')
    .slice(0, length);
}

export function manifestOf({ appId, version, company, publicUrl }: AppFacts) {
  const host = new URL(publicUrl).hostname;
  return {
    $schema: `https://developer.microsoft.com/json-schemas/teams/v${MANIFEST_VERSION}/MicrosoftTeams.schema.json`,
    manifestVersion: MANIFEST_VERSION,
    version,
    id: appId,
    developer: {
      name: atMost(32, company),
      websiteUrl: publicUrl,
      privacyUrl: publicUrl,
      termsOfUseUrl: publicUrl,
    },
    name: { short: atMost(30, `${company} desk`), full: atMost(100, `${company} support and repair desk`) },
    description: {
      short: 'Cases and returns, for the people behind the support desk.',
      full: `The desk of ${company}’s own support and repair staff: find cases and returns, open new ones for callers, and look things up. Customers have the chat on the support site.`,
    },
    icons: { color: 'color.png', outline: 'outline.png' },
    accentColor: '#0B6B62',
    bots: [
      {
        botId: appId,
        scopes: ['personal', 'team', 'groupChat'],
        supportsFiles: true,
        isNotificationOnly: false,
        commandLists: [
          { scopes: ['personal'], commands: [...COMMANDS, ...IN_PERSON] },
          { scopes: ['team', 'groupChat'], commands: [...COMMANDS, ...IN_ROOMS] },
        ],
      },
    ],
    composeExtensions: [
      {
        botId: appId,
        commands: [
          {
            id: 'find',
            type: 'query',
            title: 'Find a case or a return',
            description: 'By number, serial, email, name or company',
            context: ['compose', 'commandBox'],
            parameters: [
              { name: 'q', title: 'Search', description: 'Number, serial, email, name or company', inputType: 'text' },
            ],
          },
          {
            id: 'open-case',
            type: 'action',
            title: 'Open a case for a caller',
            description: 'Contact, product and problem; with an RMA where it has to come in',
            fetchTask: true,
            context: ['compose', 'commandBox'],
          },
        ],
        // Links to the desk unfold to what they lead to.
        messageHandlers: [{ type: 'link', value: { domains: [host], supportsAnonymizedPayloads: false } }],
      },
    ],
    permissions: ['identity', 'messageTeamMembers'],
    validDomains: [host],
    defaultInstallScope: 'team',
    defaultGroupCapability: { team: 'bot', groupchat: 'bot' },
  };
}
