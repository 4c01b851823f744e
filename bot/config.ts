/** The environment, parsed once: everything an operator can set, as typed values with their defaults. */
import { LOCAL_KEY } from './api/keys.ts';
import { type Environment, readEnvironment, type VoicePeople } from './environment.ts';
import { isLoopback } from './loopback.ts';

/** The bot's registration in Azure, by the Bot Framework's own names. */
export type MicrosoftApp =
  | { id: string; password: string; type: 'MultiTenant'; tenantId: string | undefined }
  | { id: string; password: string; type: 'SingleTenant'; tenantId: string }
  /** The credential is the machine's own identity: there is no password. */
  | { id: string; password: undefined; type: 'UserAssignedMSI'; tenantId: string };

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

export interface Config {
  /** 0 takes any free port. */
  port: number;
  host: string;
  /** Undefined: the embedded store in `dataDir`. */
  mongodbUri: string | undefined;
  /** Absolute. */
  dataDir: string;
  /** Absolute. */
  profileDir: string;
  /** Without a slash at the end. */
  publicUrl: string;
  /** Undefined: nobody is authenticated, and only this machine is served. */
  microsoftApp: MicrosoftApp | undefined;
  /** Teams tenants whose members are staff (R25); without an app id any tenant is. */
  staffTenants: string[];
  directLineSecrets: string[];
  /** The own origin is always among them. */
  widgetOrigins: string[];
  /** Undefined: the voice webhook is off, save without an app id, where it is served unsigned to this machine. */
  voiceAuthToken: string | undefined;
  /** The voice webhook is served. */
  voiceIsOn: boolean;
  /** Whom calls are put through to; undefined: nobody. */
  voicePeople: VoicePeople | undefined;
  /** The origin of the voice engine's API, where recordings are. */
  voiceApi: string;
  /** Bot Framework channels behind which another hub takes customers over. */
  handoffChannels: string[];
  /** Empty: the REST API is off. */
  apiKeys: string[];
  /** Undefined: mails land as files in `dataDir`. */
  smtpUrl: string | undefined;
  mailFrom: string;
  webhookUrls: string[];
  webhookSecret: string | undefined;
  logLevel: LogLevel;
}

/** The environment cannot be started with: one line per problem, fit for an operator, free of secrets. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.problems = problems;
  }
}

/**
 * Reads the environment. A variable that is empty counts as unset, as container files write it.
 * @throws {ConfigError} naming every variable that is wrong, what it holds and what is right.
 */
export function loadConfig(env: NodeJS.ProcessEnv): Config {
  const read = readEnvironment(env);
  if (read.kind === 'wrong') throw new ConfigError(read.problems);
  return assembled(read.environment);
}

function assembled(env: Environment): Config {
  const microsoftApp = registration(env);
  const publicUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const host = env.HOST ?? (microsoftApp ? '0.0.0.0' : '127.0.0.1');
  // An address outside means that a proxy lets others in, who all seem to come from this machine.
  const isForHereOnly = !microsoftApp && isLoopback(host) && isLoopback(new URL(publicUrl).hostname);
  return {
    port: env.PORT,
    host,
    mongodbUri: env.MONGODB_URI,
    dataDir: env.DATA_DIR,
    profileDir: env.PROFILE_DIR,
    publicUrl,
    microsoftApp,
    staffTenants: env.STAFF_TENANTS,
    directLineSecrets: env.DIRECT_LINE_SECRETS,
    widgetOrigins: [...new Set([new URL(publicUrl).origin, ...env.WIDGET_ORIGINS])],
    voiceAuthToken: env.VOICE_AUTH_TOKEN,
    voiceIsOn: env.VOICE_AUTH_TOKEN !== undefined || isForHereOnly,
    voicePeople: env.VOICE_PEOPLE,
    voiceApi: env.VOICE_API,
    handoffChannels: env.HANDOFF_CHANNELS,
    apiKeys: env.API_KEYS.length === 0 && isForHereOnly ? [LOCAL_KEY] : env.API_KEYS,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM ?? `no-reply@${new URL(publicUrl).hostname}`,
    webhookUrls: env.WEBHOOK_URLS,
    webhookSecret: env.WEBHOOK_SECRET,
    logLevel: env.LOG_LEVEL,
  };
}

function registration(env: Environment): MicrosoftApp | undefined {
  const { MicrosoftAppId: id, MicrosoftAppPassword: password = '', MicrosoftAppTenantId: tenantId = '' } = env;
  if (!id) return undefined;
  switch (env.MicrosoftAppType) {
    case 'MultiTenant':
      return { id, password, type: 'MultiTenant', tenantId: env.MicrosoftAppTenantId };
    case 'SingleTenant':
      return { id, password, type: 'SingleTenant', tenantId };
    case 'UserAssignedMSI':
      return { id, password: undefined, type: 'UserAssignedMSI', tenantId };
  }
}
