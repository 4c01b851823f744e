import assert from 'node:assert/strict';
import { addDays, dateIn, endOfDay } from '../../../services/calendar.ts';
import { answer, ESTIMATE, onPaper, TERMS, TO_AN_ESTIMATE } from './paper.ts';

const inZone = (timeZone: string) => ({ ...TERMS, timeZone });
const kinds = (done: { kind: string }[]) => done.map(({ kind }) => kind);

describe('the days of a return that is awaited (R8, R9)', () => {
  it('has reminders ten and three days before the last day to send, in the morning at the maker', () => {
    const paper = onPaper();
    assert.equal(paper.rma.returnBy, '2026-12-10');
    assert.deepEqual(paper.runsUntil('2026-12-31T00:00:00Z'), [
      { at: '2026-11-30T17:00:00.000Z', kind: 'return-reminder', mail: 'return-reminder' },
      { at: '2026-12-07T17:00:00.000Z', kind: 'return-reminder', mail: 'return-reminder' },
    ]);
  });

  it('lapses at the end of the 90th day, and says so once', () => {
    const paper = onPaper();
    paper.at('2027-02-09T07:59:59.998Z').ticks();
    assert.equal(paper.rma.status, 'issued');
    const [told] = paper.at('2027-02-09T07:59:59.999Z').ticks();
    assert.deepEqual([paper.rma.status, told?.mail], ['lapsed', 'lapsed']);
    assert.deepEqual([paper.ticks(), paper.due()], [[], undefined]);
  });

  for (const [zone, issuedAt, returnBy, lapsesAt] of [
    ['America/Los_Angeles', '2028-01-30T17:00:00Z', '2028-02-29', '2028-04-30T06:59:59.999Z'],
    ['Pacific/Auckland', '2027-12-31T11:30:00Z', '2028-01-31', '2028-03-31T10:59:59.999Z'],
    ['Asia/Kolkata', '2027-11-30T19:00:00Z', '2027-12-31', '2028-02-29T18:29:59.999Z'],
    ['Europe/Berlin', '2027-01-02T08:00:00Z', '2027-02-01', '2027-04-02T21:59:59.999Z'],
    ['Europe/Berlin', '2027-08-31T22:30:00Z', '2027-10-01', '2027-11-30T22:59:59.999Z'],
    ['Pacific/Honolulu', '2028-02-29T09:59:00Z', '2028-03-29', '2028-05-29T09:59:59.999Z'],
    ['Africa/Cairo', '2027-01-29T12:00:00Z', '2027-02-28', '2027-04-29T21:59:59.999Z'],
  ] as const) {
    it(`counts calendar days in ${zone} from ${issuedAt}`, () => {
      const paper = onPaper(['1'], inZone(zone), issuedAt);
      assert.deepEqual([paper.rma.returnBy, paper.rma.lapsesAt?.toISOString()], [returnBy, lapsesAt]);
      const done = paper.runsUntil('2029-01-01T00:00:00Z');
      assert.deepEqual(kinds(done), ['return-reminder', 'return-reminder', 'lapsed']);
      assert.equal(done[2]?.at, lapsesAt);
      for (const { at, kind } of done.filter(one => one.kind === 'return-reminder')) {
        assert.equal(hourIn(zone, at), 9, `${kind} ${at}`);
      }
    });
  }

  it('reminds at nine, whichever way the clocks were changed in between', () => {
    for (const issuedAt of ['2027-02-15T18:00:00Z', '2027-10-10T18:00:00Z', '2027-10-20T18:00:00Z']) {
      const done = onPaper(['1'], TERMS, issuedAt).runsUntil('2028-12-01T00:00:00Z');
      assert.deepEqual(
        done.slice(0, 2).map(({ at }) => hourIn(TERMS.timeZone, at)),
        [9, 9],
      );
    }
  });

  it('ends each day of two years where the next one begins, in any zone', () => {
    for (const zone of [
      'America/Los_Angeles',
      'Asia/Beirut',
      'America/Havana',
      'Pacific/Chatham',
      'Africa/Casablanca',
    ]) {
      for (let day = '2026-01-01'; day < '2028-01-01'; day = addDays(day, 1)) {
        const end = endOfDay(day, zone).getTime();
        assert.deepEqual([dateIn(zone, new Date(end)), dateIn(zone, new Date(end + 1))], [day, addDays(day, 1)], zone);
      }
    }
  });

  it('sends one reminder where the clock stood still over both, and none once the day is past', () => {
    const inTime = onPaper().at('2026-12-08T12:00:00Z');
    assert.deepEqual(kinds(inTime.ticks()), ['return-reminder']);
    assert.deepEqual(inTime.ticks(), []);
    const onTheDay = onPaper().at('2026-12-11T07:59:00Z');
    assert.deepEqual(kinds(onTheDay.ticks()), ['return-reminder'], 'the last minute of the last day');
    const late = onPaper().at('2026-12-11T08:00:00Z');
    assert.deepEqual(late.ticks(), []);
    assert.equal(late.due(), '2027-02-09T07:59:59.999Z');
  });

  it('lapses after a clock that stood still for a week with its one mail, and after a year with none', () => {
    assert.deepEqual(
      onPaper()
        .at('2027-02-16T12:00:00Z')
        .ticks()
        .map(({ kind, mail }) => [kind, mail]),
      [['lapsed', 'lapsed']],
    );
    assert.deepEqual(
      onPaper()
        .at('2027-11-10T12:00:00Z')
        .ticks()
        .map(({ kind, mail }) => [kind, mail]),
      [['lapsed', undefined]],
    );
  });

  it('reminds nobody whose parcel is on its way; the RMA still lapses where it never comes', () => {
    const paper = onPaper();
    paper.does({ kind: 'parcel', parcel: { direction: 'inbound', carrier: 'UPS', tracking: '1Z999' } });
    assert.deepEqual(kinds(paper.runsUntil('2027-03-01T00:00:00Z')), ['lapsed']);
  });

  it('reminds nobody who declined mails of the status (R11)', () => {
    const paper = onPaper();
    paper.does({ kind: 'status-emails', wanted: false });
    assert.deepEqual(kinds(paper.runsUntil('2027-01-01T00:00:00Z')), []);
    assert.equal(paper.due(), '2027-02-09T07:59:59.999Z');
  });

  it('reminds of the new day where there is more time', () => {
    const paper = onPaper();
    paper.runsUntil('2026-12-01T12:00:00Z');
    paper.does({ kind: 'extended', returnBy: '2026-12-31', reason: 'on a ship' });
    assert.deepEqual(paper.ticks(), []);
    assert.deepEqual(
      paper.runsUntil('2027-06-01T00:00:00Z').map(({ at, kind }) => [at.slice(0, 10), kind]),
      [
        ['2026-12-21', 'return-reminder'],
        ['2026-12-28', 'return-reminder'],
        ['2027-03-02', 'lapsed'],
      ],
    );
  });

  it('reminds nobody of a new day on which they were told of it', () => {
    const early = onPaper().at('2026-12-05T14:00:00Z');
    early.does({ kind: 'extended', returnBy: '2026-12-15', reason: 'told at six in the morning' });
    assert.deepEqual(
      early.runsUntil('2026-12-31T00:00:00Z').map(({ at }) => at.slice(0, 10)),
      ['2026-12-12'],
    );
    const short = onPaper().at('2026-12-09T20:00:00Z');
    short.does({ kind: 'extended', returnBy: '2026-12-12', reason: 'two days more' });
    assert.deepEqual(short.runsUntil('2026-12-31T00:00:00Z'), []);
  });

  it('is over with the first thing that comes', () => {
    const paper = onPaper();
    paper.does({ kind: 'received' });
    assert.deepEqual([paper.due(), paper.runsUntil('2036-01-01T00:00:00Z')], [undefined, []]);
  });
});

describe('the days of an estimate that nobody answers (R20)', () => {
  it('has reminders after 7 and 21 days, calls staff on day 30, and scraps nothing by itself', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE);
    assert.deepEqual(paper.runsUntil('2030-01-01T00:00:00Z'), [
      { at: '2026-11-17T17:00:00.000Z', kind: 'estimate-reminder', mail: 'estimate-reminder' },
      { at: '2026-12-01T17:00:00.000Z', kind: 'estimate-reminder', mail: 'estimate-reminder' },
      { at: '2026-12-10T17:00:00.000Z', kind: 'estimate-unanswered', mail: undefined },
    ]);
    assert.deepEqual([paper.rma.status, paper.rma.attention], ['estimate-sent', ['estimate-unanswered']]);
  });

  it('sends one reminder where the clock stood still over several days', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE);
    assert.deepEqual(kinds(paper.at('2027-11-10T00:00:00Z').ticks()), ['estimate-reminder', 'estimate-unanswered']);
    assert.deepEqual(paper.ticks(), []);
  });

  it('reminds of an estimate also who declined mails of the status: it waits for their answer (R11, R20)', () => {
    const paper = onPaper();
    paper.does({ kind: 'status-emails', wanted: false }, ...TO_AN_ESTIMATE);
    assert.deepEqual(kinds(paper.runsUntil('2026-11-18T00:00:00Z')), ['estimate-reminder']);
  });

  it('counts anew for one that takes its place, and calls nobody for the one before', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE);
    paper.runsUntil('2026-12-12T12:00:00Z');
    paper.does({ kind: 'estimate', terms: ESTIMATE });
    assert.deepEqual(paper.rma.attention, []);
    assert.deepEqual(
      paper.runsUntil('2027-02-01T00:00:00Z').map(({ at, kind }) => [at.slice(0, 10), kind]),
      [
        ['2026-12-19', 'estimate-reminder'],
        ['2027-01-02', 'estimate-reminder'],
        ['2027-01-11', 'estimate-unanswered'],
      ],
    );
  });

  it('is quiet once it is answered or withdrawn', () => {
    for (const end of [answer('approve'), answer('scrap'), { kind: 'estimate-withdrawn' as const }]) {
      const paper = onPaper();
      paper.does(...TO_AN_ESTIMATE, end);
      assert.deepEqual([paper.due(), paper.runsUntil('2030-01-01T00:00:00Z')], [undefined, []]);
    }
  });

  it('calls nobody any more once the customer has answered after all', () => {
    const paper = onPaper();
    paper.does(...TO_AN_ESTIMATE);
    paper.runsUntil('2026-12-20T00:00:00Z');
    paper.does(answer('return'));
    assert.deepEqual(paper.rma.attention, []);
  });
});

function hourIn(timeZone: string, at: string): number {
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  return Number(shown.format(new Date(at)));
}
