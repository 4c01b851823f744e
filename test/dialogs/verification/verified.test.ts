import assert from 'node:assert/strict';
import { z } from 'zod';
import type { Active } from '../../../dialogs/memory.ts';
import type { Heard, TurnContext } from '../../../dialogs/step.ts';
import { createUnderstanding } from '../../../dialogs/understanding/understand.ts';
import {
  createVerifySteps,
  provenEmail,
  VerifyingDraft,
  type VerifyWish,
} from '../../../dialogs/verification/verified.ts';
import { createDialog, type Dialog, type Progress } from '../../../dialogs/waterfall.ts';
import { createCustomers } from '../../../services/customers/customers.ts';
import { drawNumber } from '../../../services/numbers.ts';
import type { CodeCheck, CodeRequest } from '../../../services/verification/verification.ts';
import { createWorld, type World } from '../../world.ts';

const SecretDraft = z.object({ ...VerifyingDraft.shape, serial: z.string().optional() });
type SecretDraft = z.infer<typeof SecretDraft>;

describe('the steps that any dialog puts before what needs proof', () => {
  let world: World;
  let sent: CodeRequest[];
  let checked: CodeCheck[];
  let refusing: boolean;
  beforeEach(async () => {
    world = await createWorld();
    [sent, checked, refusing] = [[], [], false];
  });
  afterEach(() => world.close());

  /** A dialog that tells a secret, and takes any number that it hears for a serial number. */
  function secret(wish: Partial<VerifyWish<SecretDraft>> = {}): Dialog {
    const { house } = world;
    const steps = createVerifySteps<SecretDraft>(
      {
        texts: house.texts,
        cases: house.cases,
        customers: createCustomers({ store: world.store, draw: drawNumber, now: world.now }),
        verification: {
          async request(request) {
            sent.push(request);
            return refusing ? { kind: 'too-many', retryAfterMinutes: 7 } : { kind: 'requested' };
          },
          async check(check) {
            checked.push(check);
            return check.code === '123456' ? 'right' : 'wrong';
          },
        },
      },
      { why: 'It is a secret.', ...wish },
    );
    return createDialog<SecretDraft>(
      {
        name: 'secret',
        draft: SecretDraft,
        steps: [
          ...steps,
          {
            kind: 'do',
            name: 'tell',
            pending: () => true,
            run: async draft => ({
              kind: 'ended',
              draft,
              replies: [{ text: `told ${provenEmail(draft) ?? 'without proof'}, serial ${draft.serial ?? 'unknown'}` }],
            }),
          },
        ],
        fill: (heard, draft) => ({
          draft: { ...draft, serial: /\d{6}/.exec(heard.text)?.[0] ?? draft.serial },
          noted: [],
        }),
        aim: draft => ({ draft }),
      },
      house.texts,
    );
  }

  let said = 0;
  function turn(context: Partial<TurnContext> = {}): TurnContext {
    const { catalog } = world.house;
    const understanding = createUnderstanding({ catalog, country: 'US' });
    return {
      ...{ now: world.now(), today: '2026-11-10', timeZone: 'UTC', locale: 'en-US', actor: 'test', files: 0 },
      message: { conversation: 'c', activityId: `m${++said}` },
      ...{ ownCases: [], thumbs: false, network: 'net' },
      hear: async text => ({ text, understood: await understanding.understand(text, { now: world.now() }) }),
      tell: async () => ({ kind: 'unknown', reply: { text: 'no idea' } }),
      namesArticle: () => false,
      ...context,
    };
  }

  async function hear(dialog: Dialog, before: Progress, text: string, context = turn()): Promise<Progress> {
    assert.equal(before.kind, 'asking');
    const active = JSON.parse(JSON.stringify('active' in before ? before.active : undefined)) as Active;
    const heard: Heard = await context.hear(text);
    return dialog.proceed(active, context, heard);
  }

  const words = ({ replies }: Progress) => replies.map(({ text }) => text).join('\n');

  it('ask for the address, then for the code, and lead on', async () => {
    const dialog = secret();
    let at = await dialog.begin({}, turn());
    assert.match(words(at), /^It is a secret\. Which email address/);
    at = await hear(dialog, at, 'jo@acme.com');
    assert.match(words(at), /If jo@acme\.com is on file here/);
    at = await hear(dialog, at, 'it is 123 456');
    assert.match(words(at), /told jo@acme\.com, serial unknown$/, 'the code is no detail of the dialog');
    assert.equal(sent[0]?.network, 'net');
    assert.equal(sent[0]?.holder, checked[0]?.holder);
    assert.notEqual(sent[0]?.key, checked[0]?.key);
  });

  it('ask nothing of whoever has proven the address in this conversation', async () => {
    const verified = 'jo@acme.com';
    assert.match(words(await secret().begin({}, turn({ verified }))), /^told jo@acme\.com/);
    assert.match(words(await secret().begin({ email: verified }, turn({ verified }))), /^told jo@acme\.com/);
    assert.equal(sent.length, 0);
  });

  it('ask for the code where it is about another address than the proven one', async () => {
    const at = await secret().begin({ email: 'al@acme.com' }, turn({ verified: 'jo@acme.com' }));
    assert.match(words(at), /If al@acme\.com is on file here/);
  });

  it('ask for the code again where the draft came to be about another address', async () => {
    const proven = { email: 'al@acme.com', codeSentTo: 'jo@acme.com', verified: true };
    assert.match(words(await secret().begin(proven, turn())), /If al@acme\.com is on file here/);
  });

  it('are not due where nothing needs proof', async () => {
    assert.match(words(await secret({ pending: () => false }).begin({}, turn())), /^told without proof/);
  });

  it('send a code to a new address, and say so', async () => {
    const at = await secret({ always: true }).begin({ email: 'new@acme.com' }, turn());
    assert.match(words(at), /^A code of 6 digits is on its way to new@acme\.com/);
    assert.equal(sent[0]?.always, true);
    assert.ok(!(await secret().begin({ email: 'new@acme.com' }, turn()).then(words)).startsWith('A code'));
    assert.notEqual(sent[1]?.always, true);
  });

  it('end with whom to turn to where no code can be sent (R10), or go on without where the dialog can', async () => {
    refusing = true;
    const ended = await secret().begin({ email: 'jo@acme.com' }, turn());
    assert.equal(ended.kind, 'ended');
    assert.match(words(ended), /for 7 minutes.*\(800\) 289-9100.*serviceusa@pelco\.com/);
    const otherwise = (draft: SecretDraft): SecretDraft => ({ ...draft, serial: 'none' });
    const wish = { pending: ({ serial }: SecretDraft) => serial === undefined, otherwise };
    assert.match(words(await secret(wish).begin({ email: 'jo@acme.com' }, turn())), /told without proof/);
  });

  it('go on without the code only where the dialog can', async () => {
    const dialog = secret();
    const at = await dialog.begin({ email: 'jo@acme.com' }, turn());
    assert.match(words(await hear(dialog, at, 'go on without it')), /waiting for the 6 digits|did not get that/);
    assert.equal(checked.length, 0);
  });

  it('keep commands and questions working', async () => {
    const dialog = secret();
    const at = await dialog.begin({ email: 'jo@acme.com' }, turn());
    assert.match(words(await hear(dialog, at, 'help')), /The code shows that you can read the mail/);
    assert.match(words(await hear(dialog, at, 'cancel')), /Shall I drop this request/);
    assert.match(words(await hear(dialog, at, 'how long does a repair take?')), /no idea[\s\S]*6 digits/);
    assert.equal((await hear(dialog, at, 'agent')).kind, 'person');
    assert.equal(checked.length, 0, 'none of this was a try');
  });

  it('take another address in place of a code', async () => {
    const dialog = secret();
    const at = await dialog.begin({ email: 'jo@acme.com' }, turn());
    const other = await hear(dialog, at, 'sorry, it is al@acme.com');
    assert.match(words(other), /If al@acme\.com is on file here/);
    assert.deepEqual(
      sent.map(({ email }) => email),
      ['jo@acme.com', 'al@acme.com'],
    );
    const again = await hear(dialog, other, 'wrong address');
    assert.match(words(again), /Which email address/);
  });
});
