/**
 * The line, counted from 1, on which a value of a JSON text begins. `json` must be valid; where the path leads nowhere,
 * the line of the last value on the way that is there.
 */
export function lineOf(json: string, path: readonly PropertyKey[]): number {
  let line = 1;
  let best = { depth: -1, line: 1 };
  const open: Level[] = [];
  const wanted = path.map(String);

  const value = (): void => {
    const here = open.map(level => level.at);
    const depth = here.length;
    if (depth > best.depth && here.every((key, i) => key === wanted[i])) best = { depth, line };
  };

  for (const [token] of json.matchAll(/"(?:[^"\\]|\\.)*"|[[\]{},:]|\n|[^\s"[\]{},:]+/g)) {
    const level = open.at(-1);
    if (token === '\n') line += 1;
    else if (token === ']' || token === '}') open.pop();
    else if (token === ',' && level) next(level);
    else if (token === ':' && level) level.named = true;
    else if (level?.kind === 'object' && !level.named) level.at = String(JSON.parse(token));
    else if (token !== ',' && token !== ':') {
      value();
      if (token === '[') open.push({ kind: 'array', at: '0', named: true });
      if (token === '{') open.push({ kind: 'object', at: '', named: false });
    }
  }
  return best.line;
}

/** An array or object that the scan is inside of, and the key of the value it is at. */
interface Level {
  kind: 'array' | 'object';
  at: string;
  named: boolean;
}

function next(level: Level): void {
  if (level.kind === 'array') level.at = String(Number(level.at) + 1);
  else level.named = false;
}
