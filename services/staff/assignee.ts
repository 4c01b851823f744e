/** Who of the desk looks after a case or a return. */
import { z } from 'zod';

export const Assignee = z.object({
  /** The Entra object id, as in the audit trail (R25). */
  id: z.string().trim().min(1).max(100),
  /** As they were called when it became theirs. */
  name: z.string().trim().min(1).max(200),
});
export type Assignee = z.infer<typeof Assignee>;

/** What the event says of it: staff are known by their ids there, never by a name. */
export function assigning(before: Assignee | undefined, to: Assignee | null) {
  return {
    ...(to && { to: to.id }),
    ...(before && { from: before.id }),
  };
}
