import assert from 'node:assert/strict';
import { redactor } from '../../bot/redacting.ts';
import { quoted } from '../../dialogs/reply.ts';

describe('addresses that are taken out', () => {
  const without = redactor(['_jo.fox+a@acme.com'], 'erased');

  it('go wherever they stand, in whatever case, also as Markdown has them', () => {
    const said = {
      text: 'to _JO.fox+a@acme.com.',
      more: ['<_jo.fox+a@acme.com>', quoted('is _jo.fox+a@acme.com it')],
      n: 1,
    };
    assert.deepEqual(without(said), { text: 'to erased.', more: ['<erased>', 'is erased it'], n: 1 });
  });

  it('do not take another with them that only looks like it', () => {
    for (const other of ['x_jo.fox+a@acme.com', '_jo.fox+a@acme.comx', '_joxfox+a@acme.com', 'jo.fox+a@acme.com']) {
      assert.equal(without(other), other);
    }
    assert.equal(redactor([], 'erased')('jo@acme.com'), 'jo@acme.com');
  });
});
