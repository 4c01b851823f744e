/**
 * Moves cases and returns along from their cards. A button is for what somebody saw: pressed on an older card it does
 * nothing, and the card as it is now comes in its place, with who did what meanwhile.
 */
import { z } from 'zod';
import { showCard, showMessage } from '../answers.ts';
import { type Feature, verb } from '../feature.ts';
import type { StaffTexts } from '../texts.ts';
import { FRESH, MOVE } from './buttons.ts';
import { FilledIn } from './fields.ts';
import { createFilling, type FillingDependencies, type Given } from './filling.ts';
import { createPressing, type PressingDependencies } from './pressing.ts';
import { Asked, Seen } from './subject.ts';

export type MovingDependencies = PressingDependencies & FillingDependencies & { texts: StaffTexts };

const GivenData = z
  .looseObject({ ...Asked.shape })
  .transform((data): Given => ({ asked: Asked.parse(data), filled: FilledIn.parse(data) }));
const Fresh = z.object({ n: Seen.shape.n });

export function createMoving(deps: MovingDependencies): Feature {
  const { look, showing, texts } = deps;
  const filling = createFilling(deps);

  return {
    verbs: {
      [MOVE]: verb<Asked>({ data: Asked, run: createPressing(deps) }),
      [FRESH]: verb<z.infer<typeof Fresh>>({
        data: Fresh,
        async run({ n }, press) {
          const hit = await look(n);
          return hit ? showCard(await showing.card(hit, press)) : showMessage(texts.moving.gone(n));
        },
      }),
    },
    forms: {
      [MOVE]: {
        open: verb<Asked>({ data: Asked, run: filling.open }),
        take: verb<Given>({ data: GivenData, run: filling.take }),
      },
    },
  };
}
