/**
 * The toll-free line as a webhook: `POST /voice/call` begins a call, and each answer names the address of the next step.
 * Only what the engine has signed is taken; a step that comes again is answered as before for as long as an engine
 * retries, and refused later.
 */
import type { Request, Response, Server } from 'restify';
import type { LineEvent, Saying } from '../../../dialogs/line/port.ts';
import { sendProblem } from '../../answer.ts';
import { readForm } from '../../body.ts';
import type { Desk } from '../../conversation.ts';
import type { VoicePeople } from '../../environment.ts';
import type { Log } from '../../log.ts';
import { isFromHere } from '../../loopback.ts';
import { CHANNEL, eventOf, Fields, inboundOf, STEPS, type Step } from './incoming.ts';
import type { Recordings } from './recordings.ts';
import { isSigned } from './signature.ts';
import { farewell, type TwimlContext, twiml } from './twiml.ts';

export interface VoiceDependencies {
  desk: Pick<Desk, 'take'>;
  /** Undefined: unsigned, and to this machine alone. */
  token: string | undefined;
  publicUrl: string;
  people: VoicePeople | undefined;
  /** BCP 47, and a voice of the engine. */
  language: string;
  voice?: string | undefined;
  timeZone: string;
  /** Said where the flow cannot answer. */
  failed: readonly Saying[];
  recordings: Recordings;
  now: () => Date;
  log: Pick<Log, 'error' | 'warn'>;
}

const MOST_BYTES = 64 * 1024;
/** As long as engines repeat a request whose answer did not reach them. */
const RETRY_MS = 60_000;
const MOST_STEPS = 2_000;

export function mountVoice(server: Server, deps: VoiceDependencies): void {
  const { desk, token, publicUrl, now, log } = deps;

  /** The form of a request that is the engine's, with the number of its step. */
  async function authentic(req: Request, res: Response): Promise<{ fields: Fields; n: number } | undefined> {
    if (token === undefined && !isFromHere(req)) {
      refuse(res, 403, 'Without VOICE_AUTH_TOKEN only this machine is answered.');
      return undefined;
    }
    const body = await readForm(req, MOST_BYTES);
    if (body.kind === 'refused') {
      sendProblem(res, body.problem);
      return undefined;
    }
    const url = `${publicUrl}${req.url ?? ''}`;
    if (token !== undefined && !isSigned(token, url, body.values, header(req, 'x-twilio-signature'))) {
      refuse(
        res,
        403,
        'The signature is not that of this request at this address: check VOICE_AUTH_TOKEN and PUBLIC_URL.',
      );
      return undefined;
    }
    const fields = Fields.safeParse(Object.fromEntries(body.values));
    const n = Number(new URLSearchParams(req.getQuery()).get('n') ?? 0);
    if (!fields.success || !Number.isInteger(n) || n < 0 || n > MOST_STEPS) {
      refuse(res, 400, 'That is no step of a call.');
      return undefined;
    }
    return { fields: fields.data, n };
  }

  const contextAt = (n: number): TwimlContext => ({
    ...{ language: deps.language, voice: deps.voice, people: deps.people },
    at: step => `/voice/${step}?n=${n + 1}`,
    ...{ kept: '/voice/kept', transcribed: '/voice/transcribed', answered: '/voice/answered' },
  });

  function take(event: LineEvent, activityId: string, { CallSid, ParentCallSid }: Fields) {
    const { language, timeZone } = deps;
    return desk.take(inboundOf(event, { conversation: ParentCallSid ?? CallSid, activityId, language, timeZone }));
  }

  async function answer(step: Step, req: Request, res: Response): Promise<void> {
    const request = await authentic(req, res);
    if (!request) return;
    const { fields, n } = request;
    if (step === 'kept') return keep(fields, res);
    const event = eventOf(step, fields);
    const isStep = step === 'call' || step === 'step' || step === 'recorded' || step === 'rang';
    const id = isStep ? `${step}-${n}` : `${step}-${fields.RecordingSid ?? ''}`;
    const outcome = event && (await take(event, id, fields));
    if (!isStep) return empty(res);
    if (outcome?.kind !== 'done') return send(res, farewell(deps.failed, deps));
    const line = outcome.turn.replies.findLast(reply => reply.line)?.line;
    const isLate = outcome.again && now().getTime() - outcome.turn.at.getTime() > RETRY_MS;
    if (isLate || outcome.turn.replies.length === 0) return refuse(res, 409, 'That step of the call is over.');
    return send(res, line ? twiml(line, contextAt(n)) : farewell(deps.failed, deps));
  }

  /** What was recorded is fetched, and told to the flow. */
  async function keep(fields: Fields, res: Response): Promise<void> {
    const { CallSid, RecordingSid: id, RecordingUrl: url, AccountSid: account = '' } = fields;
    if (id && url) {
      const conversation = `${CHANNEL}:${CallSid}`;
      const file = await deps.recordings.fetch({ conversation, id, url, account });
      if (file) await take({ kind: 'kept', file, id }, `kept-${id}`, fields);
    }
    empty(res);
  }

  for (const step of STEPS) {
    server.post(`/voice/${step}`, async (req: Request, res: Response): Promise<void> => {
      try {
        await answer(step, req, res);
      } catch (err) {
        log.error({ err, route: req.getRoute().path }, 'request failed');
        if (!res.headersSent) send(res, farewell(deps.failed, deps));
      }
    });
  }
}

function send(res: Response, document: string): void {
  res.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': Buffer.byteLength(document) });
  res.end(document);
}

function empty(res: Response): void {
  res.writeHead(204);
  res.end();
}

function refuse(res: Response, status: 400 | 403 | 409, detail: string): void {
  const title = { 400: 'Bad Request', 403: 'Forbidden', 409: 'Conflict' }[status];
  sendProblem(res, { status, title, detail });
}

function header(req: Request, name: string): string | undefined {
  const value = req.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
