/** The variables an operator can set: one rule each, the rules between them, and what is said where one is broken. */
import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { shipped } from '../services/shipped.ts';
import { isLoopback } from './loopback.ts';

const APP_TYPES = ['MultiTenant', 'SingleTenant', 'UserAssignedMSI'] as const;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const word = z.string().regex(/^\S+$/, 'must be one word without spaces');
const folder = z.string().transform(path => resolve(path));
const list = (entry: z.ZodType<string, string>) =>
  z
    .string()
    .transform(text => text.split(/[\s,]+/).filter(part => part !== ''))
    .pipe(z.array(entry))
    .default([]);

const parsed = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
const isWeb = (text: string): boolean => /^https?:$/.test(parsed(text)?.protocol ?? '');

const webAddress = z.string().refine(isWeb, 'must be an address that begins with http:// or https://');

/** Whatever is posted names numbers and states of customers' returns: on a network only encrypted. */
const webhook = z
  .string()
  .refine(text => isWeb(text) && (/^https:/i.test(text) || isLoopback(parsed(text)?.hostname)), {
    error: 'must be an address that begins with https://, or http:// on this machine',
  });

/** Of Standard Webhooks, where it begins with their mark; else any text. */
const webhookSecret = z
  .string()
  .refine(
    text =>
      !text.startsWith('whsec_') ||
      /^whsec_(?:[A-Za-z0-9+/]{4}){8,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text),
    {
      error: 'must hold at least 24 bytes in base64 after whsec_, or be a text of another beginning',
    },
  );

const publicAddress = webAddress
  .refine(text => !/[?#@]/.test(text), 'must be an address without user, query or fragment')
  .transform(text => text.replace(/\/+$/, ''));

/** Whom a call is put through to. */
export type VoicePeople =
  | { kind: 'sip'; uri: string }
  | { kind: 'number'; number: string }
  | { kind: 'queue'; name: string }
  /** A workflow of a contact centre, which gets the attributes of the task. */
  | { kind: 'workflow'; id: string };

const WHO_IS_RUNG =
  'must be sip:user@host, tel:+18005550100, queue:name or workflow:id, where calls are put through to';

function voicePeople(text: string): VoicePeople | undefined {
  const [, scheme, rest = ''] = /^(sips?|tel|queue|workflow):(\S{1,200})$/i.exec(text) ?? [];
  switch (scheme?.toLowerCase()) {
    case 'sip':
    case 'sips':
      return /^[\w.+~%-]+@[\w.:[\]-]+(?:;[\w=.-]+)*$/.test(rest) ? { kind: 'sip', uri: text } : undefined;
    case 'tel':
      return /^\+[1-9]\d{6,14}$/.test(rest) ? { kind: 'number', number: rest } : undefined;
    case 'queue':
      return /^[\w .-]+$/.test(rest) ? { kind: 'queue', name: rest } : undefined;
    case 'workflow':
      return /^\w+$/.test(rest) ? { kind: 'workflow', id: rest } : undefined;
    default:
      return undefined;
  }
}

const origin = z
  .string()
  .refine(text => isWeb(text) && parsed(text)?.pathname === '/' && !/[?#@]/.test(text), {
    error: 'must be origins such as https://support.example.com, without a path, separated by commas',
  })
  .transform(text => new URL(text).origin);

/** One rule per variable; the message says what is right. */
const Environment = z.object({
  PORT: z
    .string()
    .refine(text => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a whole number from 0 to 65535')
    .transform(Number)
    .default(3978),
  HOST: word.regex(/^[\w.:%-]+$/, 'must be a host name or an IP address, without a port').optional(),
  MONGODB_URI: z
    .string()
    .regex(
      /^mongodb(\+srv)?:\/\/[^\s/?]+\S*$/,
      'must be a connection string that begins with mongodb:// or mongodb+srv://',
    )
    .optional(),
  DATA_DIR: folder
    .refine(
      path => !existsSync(path) || statSync(path).isDirectory(),
      'must be a folder, or a place where one can be made',
    )
    .default(() => resolve('data')),
  PROFILE_DIR: folder
    .refine(
      path => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false,
      "must be the folder of a maker's content",
    )
    .default(() => shipped('services/profile/pelco')),
  PUBLIC_URL: publicAddress.optional(),
  MicrosoftAppId: word.optional(),
  MicrosoftAppPassword: z.string().optional(),
  MicrosoftAppType: z
    .string()
    .transform(appType)
    .refine(type => type !== undefined, `must be one of ${APP_TYPES.join(', ')}`)
    .default('MultiTenant'),
  MicrosoftAppTenantId: word.optional(),
  STAFF_TENANTS: list(z.string().regex(/^[\w.-]+$/, 'must be tenant ids, separated by commas')),
  DIRECT_LINE_SECRETS: list(z.string()),
  WIDGET_ORIGINS: list(origin),
  VOICE_AUTH_TOKEN: word.optional(),
  VOICE_PEOPLE: z
    .string()
    .refine(text => voicePeople(text) !== undefined, WHO_IS_RUNG)
    .transform(voicePeople)
    .optional(),
  VOICE_API: webhook.transform(text => new URL(text).origin).default('https://api.twilio.com'),
  HANDOFF_CHANNELS: list(z.string().regex(/^[\w.-]+$/, 'must be ids of Bot Framework channels, separated by commas')),
  API_KEYS: list(z.string().regex(/^[\x21-\x7e]+$/, 'must be keys in plain ASCII, separated by commas')),
  SMTP_URL: z
    .string()
    .refine(text => /^smtps?:$/.test(parsed(text)?.protocol ?? '') && parsed(text)?.hostname !== '', {
      error: 'must be an address that begins with smtp:// or smtps://',
    })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>\r\n]+<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/, 'must be an address, or Name <address>')
    .optional(),
  WEBHOOK_URLS: list(webhook),
  WEBHOOK_SECRET: webhookSecret.optional(),
  LOG_LEVEL: z
    .string()
    .transform(text => LOG_LEVELS.find(level => level === text.toLowerCase()))
    .refine(level => level !== undefined, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default('info'),
});
export type Environment = z.infer<typeof Environment>;
type Variable = keyof Environment;
type Given = Partial<Record<Variable, string>>;

/** Values of these are never shown: secrets, and addresses that may carry a password. */
const SECRET: ReadonlySet<string> = new Set<Variable>([
  'MONGODB_URI',
  'MicrosoftAppPassword',
  'DIRECT_LINE_SECRETS',
  'VOICE_AUTH_TOKEN',
  'API_KEYS',
  'SMTP_URL',
  'WEBHOOK_URLS',
  'WEBHOOK_SECRET',
]);

export type ReadEnvironment =
  | { kind: 'right'; environment: Environment }
  /** One line per variable that is wrong. */
  | { kind: 'wrong'; problems: string[] };

/** A variable that is empty counts as unset, as container files write it. */
export function readEnvironment(env: NodeJS.ProcessEnv): ReadEnvironment {
  const given = tidied(env);
  const result = Environment.safeParse(given);
  const wrong = result.success ? new Map<Variable, string>() : misfits(result.error, given);
  for (const [name, line] of contradictions(given)) if (!wrong.has(name)) wrong.set(name, line);
  return result.success && wrong.size === 0
    ? { kind: 'right', environment: result.data }
    : { kind: 'wrong', problems: [...wrong.values()] };
}

function tidied(env: NodeJS.ProcessEnv): Given {
  const names = Object.keys(Environment.shape) as Variable[];
  return Object.fromEntries(names.map(name => [name, env[name]?.trim()]).filter(([, value]) => value));
}

/** The first thing wrong with each variable: the rest mostly follows from it. */
function misfits(error: z.ZodError, given: Given): Map<Variable, string> {
  const first = new Map<Variable, string>();
  for (const issue of error.issues) {
    const name = issue.path[0] as Variable;
    const entry = typeof issue.path[1] === 'number' ? `entry ${issue.path[1] + 1}` : undefined;
    if (!first.has(name)) first.set(name, `${name} ${held(name, given[name], entry)}: it ${issue.message}.`);
  }
  return first;
}

function held(name: Variable, value = '', entry?: string): string {
  if (SECRET.has(name)) return `holds a value that cannot be used (not shown${entry ? `, ${entry}` : ''})`;
  const open = value.replace(/\/\/[^/@]*@/g, '//…@');
  const shown = open.length > 80 ? `${open.slice(0, 80)}…` : open;
  return `holds ${JSON.stringify(shown)}${entry ? ` (${entry})` : ''}`;
}

/** Values that are right by themselves but not together, each told of the variable that has to change. */
function contradictions(given: Given): [Variable, string][] {
  const { MicrosoftAppId: id, MicrosoftAppPassword: password, MicrosoftAppTenantId: tenant, HOST: host } = given;
  const type = appType(given.MicrosoftAppType ?? 'MultiTenant');
  const rules: [broken: boolean, name: Variable, line: string][] = [
    [
      !!id && !password && type !== 'UserAssignedMSI',
      'MicrosoftAppPassword',
      'is not set: with MicrosoftAppId it must hold the password of that app.',
    ],
    [
      !!id && !!password && type === 'UserAssignedMSI',
      'MicrosoftAppPassword',
      'is set: with MicrosoftAppType UserAssignedMSI it must not be.',
    ],
    [
      !!id && !tenant && (type === 'SingleTenant' || type === 'UserAssignedMSI'),
      'MicrosoftAppTenantId',
      `is not set: with MicrosoftAppType ${type} it must hold the tenant of the app.`,
    ],
    [!id && !!password, 'MicrosoftAppId', 'is not set: with MicrosoftAppPassword it must hold the id of that app.'],
    [
      !id && !!host && !isLoopback(host),
      'HOST',
      `${held('HOST', host)}: without MicrosoftAppId there is no authentication, loopback only; it must be 127.0.0.1, ::1 or localhost.`,
    ],
    [
      !!given.WEBHOOK_URLS && !given.WEBHOOK_SECRET,
      'WEBHOOK_SECRET',
      'is not set: with WEBHOOK_URLS it must hold the secret that signs what is posted.',
    ],
  ];
  return rules.filter(([broken]) => broken).map(([, name, line]) => [name, `${name} ${line}`]);
}

function appType(text: string): (typeof APP_TYPES)[number] | undefined {
  return APP_TYPES.find(type => type.toLowerCase() === text.toLowerCase());
}
