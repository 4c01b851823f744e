import { z } from 'zod';

/** The members by which a return or a case is found in the staff's queue; neither has any once it is over. */
export const QueuedMembers = {
  /** Whose it is: an Entra object id, or `nobody`. */
  desk: z.string().optional(),
  /** The end of the day by which something has to happen. */
  dueAt: z.date().optional(),
};

/** `undefined` takes a member away. */
export interface Queued {
  desk: string | undefined;
  dueAt: Date | undefined;
}

/** The same for a document that is new: what it has none of is left out. */
export function queuedFirst(queued: Queued | undefined): Partial<{ desk: string; dueAt: Date }> {
  const { desk, dueAt } = queued ?? {};
  return { ...(desk !== undefined && { desk }), ...(dueAt && { dueAt }) };
}
