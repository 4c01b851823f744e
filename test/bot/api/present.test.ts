import assert from 'node:assert/strict';
import { present } from '../../../bot/api/present.ts';
import { CaseView, RmaView } from '../../../bot/api/views.ts';
import { caseOnPaper, onPaper } from '../../services/queue/paper.ts';

describe('what business systems see of a case and a return', () => {
  it('is not whose desk it is on, and by when', () => {
    const standing = { desk: 'ann', dueAt: new Date(0) };
    for (const document of [caseOnPaper(standing), onPaper(standing)]) {
      const shown = present(document);
      assert.ok(!('desk' in shown) && !('dueAt' in shown));
    }
    for (const { shape } of [CaseView, RmaView]) assert.ok(!('desk' in shape) && !('dueAt' in shape));
  });
});
