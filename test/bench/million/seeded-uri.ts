/** The database for so many seeded returns on the server that a connection string names, whatever else is in that string. */
export function seededUri(given: string, returns: number): string {
  const [, server = given, options = ''] = /^([^/]*\/\/[^/?]+)\/?[^?]*(\?.*)?$/.exec(given) ?? [];
  return `${server}/caseline_returns_${returns}${options}`;
}
