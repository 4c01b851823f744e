import assert from 'node:assert/strict';
import { freshMemory, Memory } from '../../../dialogs/memory.ts';
import {
  proofIn,
  provenEmail,
  VERIFIED_MS,
  type Verifying,
  withoutPerson,
  withValidProof,
} from '../../../dialogs/verification/proof.ts';

const AT = new Date('2026-11-10T17:00:00Z');
const later = (ms: number) => new Date(AT.getTime() + ms);
const PROVEN: Verifying = { email: 'jo@acme.com', codeSentTo: 'jo@acme.com', verified: true };

/** As the store gives it back. */
const kept = (memory: Memory) => Memory.parse(JSON.parse(JSON.stringify(memory)));

describe('the proof that an address is the own one', () => {
  it('is of the address that the code was sent to, and of no other that a dialog comes to hold (R24)', () => {
    assert.equal(provenEmail(PROVEN), 'jo@acme.com');
    assert.equal(provenEmail({ ...PROVEN, email: 'al@acme.com' }), undefined);
    assert.equal(provenEmail({ email: 'jo@acme.com', verified: true }), undefined);
    assert.equal(provenEmail({ email: 'jo@acme.com', codeSentTo: 'jo@acme.com' }), undefined);
  });

  it('is remembered from when it was given, however long a dialog goes on with it', () => {
    const first: Memory = { ...freshMemory(), ...proofIn(freshMemory(), PROVEN, AT) };
    assert.deepEqual(first.verified, { email: 'jo@acme.com', at: AT });
    assert.deepEqual(proofIn(first, PROVEN, later(1_000)), {});
    assert.deepEqual(proofIn(freshMemory(), { ...PROVEN, verified: undefined }, AT), {});
    assert.deepEqual(proofIn(freshMemory(), undefined, AT), {});
  });

  it('counts for an hour, also in the dialog that asked for it', () => {
    const memory = kept({
      ...freshMemory(),
      verified: { email: 'jo@acme.com', at: AT },
      active: { dialog: 'd', draft: { ...PROVEN, recognised: true, other: 'stays' }, trail: [] },
    });
    assert.equal(withValidProof(memory, later(VERIFIED_MS - 1)), memory);
    const after = withValidProof(memory, later(VERIFIED_MS));
    assert.equal(after.verified, undefined);
    assert.deepEqual(after.active?.draft, { email: 'jo@acme.com', other: 'stays' });
  });

  it('that lapses leaves a code alone that is on its way', () => {
    const waiting = { email: 'al@acme.com', codeSentTo: 'al@acme.com', recognised: true };
    const memory = kept({
      ...freshMemory(),
      verified: { email: 'jo@acme.com', at: AT },
      active: { dialog: 'd', draft: waiting, trail: [] },
    });
    assert.deepEqual(withValidProof(memory, later(VERIFIED_MS)).active?.draft, waiting);
  });

  it('is gone with everything else that tells who is talking, while the limits on abuse stay', () => {
    const memory: Memory = {
      ...freshMemory(),
      verified: { email: 'jo@acme.com', at: AT },
      known: { contact: { name: 'Jo' } },
      lookedUp: { number: '4123456789', email: 'jo@acme.com' },
      cases: [{ number: '4123456789' }],
      mailed: ['jo@acme.com'],
      wrongGuesses: 3,
    };
    assert.deepEqual(withoutPerson(memory), { ...freshMemory(), mailed: ['jo@acme.com'], wrongGuesses: 3 });
  });
});
