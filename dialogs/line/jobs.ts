/** The jobs that take several questions: a case, a status, a call back. */
import { emptyDraft, summaryOf } from '../intake/draft.ts';
import type { TurnContext } from '../step.ts';
import type { Call, Job, JobName } from './call.ts';
import { createLineCallBack } from './call-back.ts';
import type { LineDependencies } from './dependencies.ts';
import type { LineHeard } from './heard.ts';
import { createRunner, LISTEN, type Runner, type Worked } from './job.ts';
import type { Asked, AtPlace, Move } from './place.ts';
import { answeredIn } from './question.ts';
import { ReportDraft } from './report/draft.ts';
import { createReport } from './report/report.ts';
import { words } from './speech.ts';
import { putTogether } from './spelled.ts';
import { createLineStatus, LineStatusDraft } from './status.ts';

/** A job that is to begin, with what was said where it was asked for. */
export function begun(call: Call, name: JobName, heard?: LineHeard): Move {
  const job: Job = { name, draft: undefined, ...(heard && { first: heard.text }) };
  if (name !== 'report') return { call: { ...call, place: 'job', job } };
  // Another product is another case, whatever was looked up or opened before.
  const { caseNumber: _, opened: __, ...rest } = call;
  return { call: { ...rest, place: 'job', job } };
}

export function createJobPlace(deps: LineDependencies): AtPlace {
  const { line } = deps;
  const runners: Record<JobName, Runner> = {
    report: createRunner(createReport(deps), line),
    status: createRunner(createLineStatus(deps), line),
    'call-back': createRunner(createLineCallBack(deps), line),
  };
  const runnerOf = ({ name }: Job) => runners[name];

  function draftFor({ name }: Job, { from, known, caseNumber, story }: Call): unknown {
    const before = ReportDraft.partial().safeParse(known).data;
    const contact = before?.contact ?? {};
    switch (name) {
      case 'report':
        return { ...emptyDraft(deps.drawKey()), contact, confirmed: true, from };
      case 'status':
        return { from };
      case 'call-back': {
        const summary = story?.summary ?? summaryOf(before?.products ?? []);
        const about = { summary: summary || line.callBack.about, ...(caseNumber && { caseNumber }) };
        const phone = contact.phone ?? from;
        return { key: deps.drawKey(), contact: { ...contact, ...(phone && { phone }) }, products: [], about };
      }
    }
  }

  /** What a job has come to, as the call remembers it. */
  function worked(call: Call, outcome: Worked): Move {
    if (outcome.kind === 'missed') return { call: { ...call, job: outcome.job }, said: outcome.said };
    if (outcome.kind === 'asking') {
      const { job, draft } = outcome;
      const isReport = job.name === 'report';
      return {
        call: { ...call, job, ...(isReport && { known: draft, ...openedIn(draft) }) },
        said: outcome.said,
        next: outcome.next,
      };
    }
    const name = call.job?.name;
    const known =
      name === 'report' ? { known: outcome.draft, ...openedIn(outcome.draft) } : lookedUpIn(name, outcome.draft);
    return { call: { ...call, ...known, place: 'menu', job: undefined, served: true }, said: outcome.said };
  }

  return {
    async enter(call, turn) {
      const { job, resumed, ...before } = call;
      if (!job) return { to: { ...call, place: 'menu' } };
      if (resumed) return again({ ...before, job }, job, 0, turn);
      const first = job.first === undefined ? undefined : await turn.hear(putTogether(job.first));
      const lead = job.name === 'report' ? [words(line.report.begin)] : [];
      const move = worked(call, await runnerOf(job).begin(draftFor(job, call), turn, first));
      const said = [...lead, ...(move.said ?? [])];
      return move.next ? { call: move.call, said, next: move.next } : { to: move.call, said };
    },

    async again(call, times, turn) {
      return call.job ? again(call, call.job, times, turn) : { said: [], next: LISTEN };
    },

    async take(heard, call, turn) {
      const { job } = call;
      if (!job) return { call: { ...call, place: 'menu' } };
      const outcome = await runnerOf(job).take(job, heard, turn);
      if (outcome.kind !== 'missed') return worked(call, outcome);
      // A question in between is answered, and asked is what was asked before.
      const answer = heard.keys ? undefined : await answeredIn(heard, outcome.job.draft, turn);
      if (!answer) return { missed: outcome.said, call: { ...call, job: outcome.job } };
      const open = await again({ ...call, job: outcome.job }, outcome.job, 0, turn);
      return { call: open.call ?? call, said: [...answer, ...open.said], next: open.next };
    },
  };

  async function again(call: Call, job: Job, times: number, turn: TurnContext): Promise<Asked> {
    const { call: after, said = [], next = LISTEN } = worked(call, await runnerOf(job).again(job, times, turn));
    return { call: after, said, next };
  }
}

/** The case that somebody has shown to be theirs goes along to whoever they talk to. */
function lookedUpIn(name: JobName | undefined, draft: unknown): Pick<Call, 'caseNumber'> {
  const number = name === 'status' ? LineStatusDraft.safeParse(draft).data?.caseNumber : undefined;
  return number ? { caseNumber: number } : {};
}

/** The case that a report has opened. */
function openedIn(draft: unknown): Pick<Call, 'caseNumber' | 'opened'> {
  const number = ReportDraft.partial().safeParse(draft).data?.caseNumber;
  return number ? { caseNumber: number, opened: true } : {};
}
