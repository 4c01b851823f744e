/** Words at the end of a street's name in English, after which the city begins where no comma tells it. */
const SUFFIX =
  '(?:street|st|avenue|ave|av|road|rd|boulevard|blvd|drive|dr|lane|ln|way|court|ct|place|pl|square|sq|parkway|pkwy|pky|highway|hwy|freeway|fwy|circle|cir|terrace|ter|trail|trl|crescent|cres|close|row|plaza|loop|alley|expressway|expy|route|rte|turnpike|tpke|broadway|quay|mews|grove|gardens|walk)';
const UNIT =
  '(?:(?:apartment|apt|suite|ste|unit|floor|fl|flat|room|rm|building|bldg|dock|bay|dept|lot|po box|p\\.? ?o\\.? box|#)\\.? ?#? ?[\\p{L}\\d-]{1,8}|\\d{1,3}(?:st|nd|rd|th) (?:floor|fl))';

const STREET_NAME = new RegExp(`\\b${SUFFIX}\\b`, 'iu');
const UNIT_WORD = new RegExp(`(?<![\\p{L}\\d])${UNIT}(?![\\p{L}\\d])`, 'iu');
const FOREIGN =
  /(?:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ring|damm|ufer|straat|laan|plein|kade|gracht|gatan|vägen|gata|gade|vej|katu|tie)(?=[\s.,]|$)|\b(?:rue|avenue|boulevard|bd|chemin|place|allée|impasse|quai|calle|avenida|av|avda|plaza|paseo|carrera|carretera|via|viale|corso|piazza|strada|rua|travessa|praça|rodovia|ulica|ul|al|ulitsa|jalan|jl|ulice|utca|út|odos|cd|sk|ku|cho|chome|ro|gil|lu|jie|zone|zona|industrial|park|campus|tower|house|centre|center|building|estate|warehouse)(?=[\s.,]|$)/iu;
const POST_BOX =
  /\b(?:p\.? ?o\.? ?box|post office box|postfach|apartado|casilla|caixa postal|boîte postale|bp|box)\s*\d/iu;

/** Whether parts of an address hold a street, a post box or a unit, not only names. */
export function hasStreet(parts: readonly string[]): boolean {
  return parts.some(
    part =>
      POST_BOX.test(part) ||
      UNIT_WORD.test(part) ||
      (/\d/.test(part) && /\p{L}{2}/u.test(part) && !/^[\d\s-]+\p{L}{1,3}$/u.test(part)) ||
      (FOREIGN.test(part) && /[\s\d]/.test(part)) ||
      /^\d{1,4}(?:-\d{1,4}){1,3}\b/.test(part),
  );
}

/** "Main Street", "Musterweg": a name that a street has. */
export function isStreetName(said: string): boolean {
  return STREET_NAME.test(said) || FOREIGN.test(said);
}

/** Parts "1200 Main St Apt 4 Fresno" where the street's name and unit end; undefined where that is not sure. */
export function cityAfterStreet(part: string): { street: string; city: string } | undefined {
  if (!/^\d|box/i.test(part) || !STREET_NAME.test(part)) {
    const boxed = /^((?:p\.? ?o\.? ?box|postfach) \d{1,8}) (\p{L}[\p{L}\p{M}'. -]{1,50})$/iu.exec(part);
    return boxed?.[1] && boxed[2] ? { street: boxed[1], city: boxed[2] } : undefined;
  }
  const words = part.split(' ');
  let end = -1;
  for (let i = 2; i < words.length; i++)
    if (new RegExp(`^${SUFFIX}\\.?$`, 'iu').test(words[i] ?? '')) end = end < 0 || i === end + 1 ? i : end;
  if (end < 0) return undefined;
  if (/^(?:n|s|e|w|ne|nw|se|sw|north|south|east|west)\.?$/i.test(words[end + 1] ?? '')) end++;
  const after = words.slice(end + 1).join(' ');
  const unit = new RegExp(`^${UNIT}(?=\\s|$)`, 'iu').exec(after)?.[0] ?? '';
  const city = after.slice(unit.length).trim();
  if (!/^\p{L}[\p{L}\p{M}'. -]{1,50}$/u.test(city) || words.length > 20) return undefined;
  return { street: `${words.slice(0, end + 1).join(' ')}${unit === '' ? '' : ` ${unit}`}`, city };
}
