/** The database for seeded returns on the server that a connection string names, whichever database that names itself. */
export function seededUri(given: string | undefined): string | undefined {
  const [, server, options = ''] = /^([^/]*\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(given ?? '') ?? [];
  return server && `${server}/caseline_returns${options}`;
}
