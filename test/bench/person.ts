/**
 * Somebody with a broken product who wants it repaired. A person reads what the desk asks and answers in their own
 * words, so a desk that asks in another order, or asks again, is answered all the same.
 */

export interface Person {
  /**
   * What they say to these replies; undefined once they have what they came for.
   * @throws where they do not understand what is asked.
   */
  answer(replies: readonly string[]): string | undefined;
  /** The numbers they were given so far, as they were written. */
  readonly numbers: Numbers;
}

export interface Numbers {
  caseNumber?: string;
  rmaNumber?: string;
}

/** Draws one of several ways to say it. */
type Pick = <T>(of: readonly [T, ...T[]]) => T;

type Saying = (details: Details, pick: Pick) => string;

interface Details {
  model: string;
  serial: string;
  problem: string;
  since: string;
  name: string;
  email: string;
  phone: string;
  company: string;
  address: string;
}

/** More than the longest conversation that gets anywhere. */
const PATIENCE = 45;

/** The same number is the same person: runs can be compared. */
export function createPerson(n: number): Person {
  const pick = picking(n);
  const details = detailsOf(n, pick);
  const numbers: Numbers = {};
  let said = 0;
  let corrected = pick([true, true, true, false]);

  function reply(text: string): string {
    const question = questionIn(text);
    if (!corrected && SUMMARY.test(question)) {
      corrected = true;
      return `change the phone to 559 555 01${padded(n % 100, 2)}`;
    }
    const read = sayingTo(question) ?? sayingTo(text);
    if (!read) throw new Error(`did not understand: ${text}`);
    return read(details, pick);
  }

  return {
    numbers,
    answer(replies) {
      for (const text of replies) note(text, numbers);
      if (numbers.caseNumber && numbers.rmaNumber) return undefined;
      if (++said > PATIENCE)
        throw new Error(`gave up after ${PATIENCE} answers, at: ${questionIn(replies.at(-1) ?? '')}`);
      return reply(replies.at(-1) ?? '');
    },
  };
}

/** The question comes last; what stands before it may be steps, notes, or the form. */
function questionIn(text: string): string {
  return text.split('\n\n').at(-1) ?? '';
}

function sayingTo(question: string): Saying | undefined {
  return QUESTIONS.find(([asks]) => asks.test(question))?.[1];
}

function note(text: string, numbers: Numbers): void {
  const [caseNumber] = /\b4\d{3}-\d{4}-\d{2}\b/.exec(text) ?? [];
  const [rmaNumber] = /\b7\d{3}-\d{4}-\d{2}\b/.exec(text) ?? [];
  if (caseNumber) numbers.caseNumber = caseNumber;
  if (rmaNumber) numbers.rmaNumber = rmaNumber;
}

const SUMMARY = /is everything right/i;

/** What is asked, and what is said to it; the first that fits. */
const QUESTIONS: readonly [asks: RegExp, says: Saying][] = [
  [/went wrong|cannot reach/i, () => 'try again'],
  [SUMMARY, (_, pick) => pick(['yes', 'Yes, all correct', 'looks good', 'yep'])],
  [/in your own words|what would you like|how can i help/i, (details, pick) => pick(OPENINGS)(details)],
  [/come in for repair\?/i, (_, pick) => pick(['yes', 'yes please'])],
  [
    /which .*\bexactly\b|which product|model of product|did you mean one of these|once more/i,
    (d, pick) => pick([d.model, `it's a ${d.model}`]),
  ],
  [/not in my catalog/i, () => 'yes'],
  [/have another look/i, () => 'go on without it'],
  [/serial number of/i, ({ serial }, pick) => pick([serial, `S/N ${serial}`, `the serial is ${serial}`])],
  [/what is wrong with/i, ({ problem }) => problem],
  [/since when|when did it begin/i, ({ since }) => since],
  [/another product/i, (_, pick) => pick(["that's all", 'no', 'No, just this one'])],
  [/did (that|it) help/i, (_, pick) => pick(['no', 'it did not help', 'tried all of that, no change'])],
  [/your name/i, ({ name }, pick) => pick([name, `my name is ${name}`])],
  [/send you an email/i, (_, pick) => pick(['yes', 'no', 'yes please'])],
  [/email address/i, ({ email }, pick) => pick([email, `it's ${email}`])],
  [/phone number/i, ({ phone }) => phone],
  [/which company/i, ({ company }) => company],
  [/billing address\?|as an address/i, ({ address }) => address],
  [/what is the (street|city|postal|state|country)/i, () => 'that is all'],
  [/where shall the product go/i, (_, pick) => pick(['same', 'same as billing', 'the same address'])],
  [/firmware/i, (_, pick) => pick(['leave it as it is', 'as it is', 'upgrade to 2.11.4'])],
  [/which version/i, () => 'the latest'],
  [/has disks|recordings/i, (_, pick) => pick(['I will export it', 'quote me for the data'])],
  [/faster/i, (_, pick) => pick(['no', 'No, normal is fine', 'yes, expedite it'])],
];

const OPENINGS: readonly [(details: Details) => string, ...((details: Details) => string)[]] = [
  () => 'I need an RMA',
  () => 'hi, I want to return a unit for repair',
  ({ model }) => `I need an RMA for my ${model}`,
  ({ model, serial, email }) => `rma please: ${model}, S/N ${serial}, ${email}`,
  ({ model, serial }) => `I have a problem with my ${model}, serial ${serial}`,
];

function detailsOf(n: number, pick: Pick): Details {
  const first = pick(['Maria', 'Jo', 'Ann', 'Sam', 'Priya', 'Lars', 'Wei', 'Fatima', 'Peter', 'Olga']);
  const last = pick(['Lopez', 'Miller', 'Lee', 'Carter', 'Nguyen', 'Hansen', 'Schmidt', 'Kowalski', 'Brown', 'Rossi']);
  const company = pick(['Acme Security', 'Harbor Video', 'Northgate Systems', 'Delta Integrators', 'none']);
  return {
    model: pick(['SD4N35-PG-E1', 'IMP121-1IS', 'ES3012', 'DX8100', 'SD4E', 'IXE22', 'P1220-FWH1', 'TW3001']),
    serial: `${pick(['A', 'KX', 'PB', 'T'])}${padded(n, 8)}`,
    problem: pick([
      'The picture stays black, no video at all',
      'It does not pan any more and makes a grinding noise',
      'blurry at night, sharp by day',
      'it reboots every few minutes',
      'there is water inside the dome',
      'The web page does not load, no answer to ping either',
    ]),
    since: pick(['yesterday', 'last Tuesday', 'about two weeks ago', 'I do not know', '2024-05-17', 'since Monday']),
    name: `${first} ${last}`,
    email: `${first}.${last}.${n}@${pick(['acme-security.com', 'example.com', 'harborvideo.net'])}`.toLowerCase(),
    phone: pick([`(559) 555-01${padded(n % 100, 2)}`, `+1 559 555 01${padded(n % 100, 2)}`, '+44 20 7946 0123']),
    company,
    address: pick([
      '1200 Main St Apt 4, Fresno, CA 93721',
      '80331 München, Musterstraße 5, Germany',
      'Storgata 1, 0155 Oslo, Norway',
      '350 5th Ave, New York, NY 10118, USA',
      '10 Downing Street, London SW1A 2AA, United Kingdom',
    ]),
  };
}

/** A stream of draws that only depends on its seed. */
function picking(seed: number): Pick {
  let state = (seed * 2_654_435_761 + 1) % 2 ** 32;
  return of => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return of[Math.floor((state / 2 ** 32) * of.length)] ?? of[0];
  };
}

function padded(n: number, digits: number): string {
  return String(n).padStart(digits, '0');
}
