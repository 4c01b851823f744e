/** What happens to returns in a transcript, by staff or by a link; `{rma}` is the return's number. */
import assert from 'node:assert/strict';
import { writeNumber } from '../../services/numbers.ts';
import type { ChangeInput } from '../../services/returns/change.ts';
import { EstimateAnswer } from '../../services/returns/estimate.ts';
import { openEstimate } from '../../services/returns/estimating.ts';
import type { World } from '../world.ts';
import type { Existing } from './staff.ts';

/** Where the numbers are kept that the lines of a transcript name. */
export interface Told {
  world: World;
  caseNumber: string;
  existing: Existing[];
}

const TERMS = {
  currency: 'USD',
  lines: [
    { text: 'New camera module', amount: 15_000, item: '1' },
    { text: 'Labor', amount: 3_500 },
  ],
  diagnosticsFee: 7_500,
  note: 'Water got in: the seal was *cracked*.',
};

export function returnHappenings(told: Told): [RegExp, (...groups: string[]) => Promise<void>][] {
  const { house } = told.world;
  const number = () => told.existing.at(-1)?.rma ?? assert.fail('there is no return');

  async function change(asked: ChangeInput, actor = 'staff:1'): Promise<void> {
    const done = await house.returns.change(number(), asked, { actor });
    assert.equal(done.kind, 'changed', JSON.stringify(done));
  }

  async function issue(email: string, count: number): Promise<void> {
    const items = Array.from({ length: count }, (_, at) => ({
      ...{ id: String(at + 1), model: 'SD4N35-PG-E1', family: 'spectra-iv', kind: 'dome' as const },
      ...{ problem: 'no picture', warranty: { kind: 'unconfirmed' as const, months: 36 } },
      serial: { raw: `A123456${at + 1}`, value: `A123456${at + 1}` },
    }));
    const key = String(await told.world.store.collection('rmas').countDocuments({}));
    const order = { items, actor: 'test', requestKey: key };
    const of = await house.cases.open({ ...order, contact: { name: 'Maria Lopez', email }, status: 'open' });
    const shipTo = { raw: '77 Secret Lane, Fresno, CA 93721', street: ['77 Secret Lane'] };
    const rma = await house.returns.issue({ ...order, case: of, shipTo, expedited: false, statusEmails: true });
    told.existing.push({ caseNumber: of._id, rma: rma._id });
    told.caseNumber = writeNumber(of._id);
    await onTheBench();
  }

  async function onTheBench(): Promise<void> {
    const rma = (await house.returns.find(number())) ?? assert.fail('there is no such return');
    await change({ kind: 'received', items: rma.items.map(({ id: item }) => ({ item })) });
    await change({ kind: 'diagnosing' });
  }

  async function ofCase(): Promise<void> {
    const [rma] = await house.returns.ofCase(told.caseNumber.replaceAll('-', ''));
    if (!rma) assert.fail('that case has no return');
    told.existing.push({ caseNumber: rma.caseNumber, rma: rma._id });
    await onTheBench();
  }

  return [
    [/^a return of (\S+@\S+) with (\d) products? is on the bench$/, (email = '', count) => issue(email, Number(count))],
    [/^the return of that case is on the bench$/, ofCase],
    [/^staff send an estimate$/, () => change({ kind: 'estimate', terms: TERMS })],
    [
      /^staff send an estimate of ([A-Z]{3}) (\d+)$/,
      (currency = '', amount) => {
        const lines = [{ text: 'Everything', amount: Number(amount) }];
        return change({ kind: 'estimate', terms: { ...TERMS, currency, lines } });
      },
    ],
    [/^staff withdraw the estimate$/, () => change({ kind: 'estimate-withdrawn' })],
    [
      /^the link is used: (\w+)$/,
      async answer => {
        const rma = await house.returns.find(number());
        const estimate = (rma && openEstimate(rma)?.id) ?? assert.fail('no estimate is open');
        await change({ kind: 'estimate-answered', estimate, answer: EstimateAnswer.parse(answer) }, 'customer:link');
      },
    ],
    [
      /^the return is (\S+)(?:, answered (\d+) times?)?$/,
      async (status, times) => {
        const rma = (await house.returns.find(number())) ?? assert.fail('there is no such return');
        assert.equal(rma.status, status);
        const answers = rma.events.filter(({ kind }) =>
          ['authorized', 'declined-return', 'declined-scrap'].includes(kind),
        );
        if (times) assert.equal(String(answers.length), times);
      },
    ],
    [
      /^the customer is to be mailed: (\S+)$/,
      async kind => {
        const rma = await house.returns.find(number());
        assert.equal(rma?.notices.findLast(({ mail }) => mail)?.mail?.kind, kind);
      },
    ],
  ];
}
