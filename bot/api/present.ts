/** Members of a stored document that are the desk's own business: how it is kept, found again and not made twice. */
const INTERNAL: ReadonlySet<string> = new Set([
  '_id',
  'schema',
  'version',
  'requestKey',
  'outbox',
  'serials',
  'words',
  'expiresAt',
  'lapsesAt',
  'clockAt',
  'clockDone',
  'notices',
  'noticesAt',
  'wrongEmails',
  'desk',
  'dueAt',
]);

/** A stored case or RMA as business systems see it: `_id` is its `number`, the desk's own members are left out. */
export function present(document: object): Record<string, unknown> {
  const members = Object.entries(document);
  const number = members.find(([name]) => name === '_id')?.[1];
  return { number, ...Object.fromEntries(members.filter(([name]) => !INTERNAL.has(name))) };
}
