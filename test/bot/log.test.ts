import assert from 'node:assert/strict';
import { createLog } from '../../bot/log.ts';

describe('the log', () => {
  it('is one line of JSON per event, with a level one can read and no personal data', () => {
    const lines: string[] = [];
    const log = createLog('info', { write: line => void lines.push(line) });
    log.info(
      { activity: 'a-1', text: 'my mail is jo@acme.com', said: { text: 'x' }, case: { contact: 'jo@acme.com' } },
      'turn',
    );
    log.debug('not shown');
    assert.equal(lines.length, 1);
    const { time, ...line } = JSON.parse(lines[0] ?? '');
    assert.ok(Date.parse(time));
    assert.deepEqual(line, { level: 'info', activity: 'a-1', case: {}, msg: 'turn' });
  });

  it('is quiet where it is told to be', () => {
    const lines: string[] = [];
    createLog('silent', { write: line => void lines.push(line) }).fatal('x');
    assert.deepEqual(lines, []);
  });
});
