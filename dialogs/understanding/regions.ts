/** States and provinces that imply their country, by their usual abbreviation. */
const US: Readonly<Record<string, string>> = {
  AL: 'Alabama',
  AK: 'Alaska',
  AZ: 'Arizona',
  AR: 'Arkansas',
  CA: 'California',
  CO: 'Colorado',
  CT: 'Connecticut',
  DE: 'Delaware',
  DC: 'District of Columbia',
  FL: 'Florida',
  GA: 'Georgia',
  HI: 'Hawaii',
  ID: 'Idaho',
  IL: 'Illinois',
  IN: 'Indiana',
  IA: 'Iowa',
  KS: 'Kansas',
  KY: 'Kentucky',
  LA: 'Louisiana',
  ME: 'Maine',
  MD: 'Maryland',
  MA: 'Massachusetts',
  MI: 'Michigan',
  MN: 'Minnesota',
  MS: 'Mississippi',
  MO: 'Missouri',
  MT: 'Montana',
  NE: 'Nebraska',
  NV: 'Nevada',
  NH: 'New Hampshire',
  NJ: 'New Jersey',
  NM: 'New Mexico',
  NY: 'New York',
  NC: 'North Carolina',
  ND: 'North Dakota',
  OH: 'Ohio',
  OK: 'Oklahoma',
  OR: 'Oregon',
  PA: 'Pennsylvania',
  RI: 'Rhode Island',
  SC: 'South Carolina',
  SD: 'South Dakota',
  TN: 'Tennessee',
  TX: 'Texas',
  UT: 'Utah',
  VT: 'Vermont',
  VA: 'Virginia',
  WA: 'Washington',
  WV: 'West Virginia',
  WI: 'Wisconsin',
  WY: 'Wyoming',
  PR: 'Puerto Rico',
};
const CA: Readonly<Record<string, string>> = {
  AB: 'Alberta',
  BC: 'British Columbia',
  MB: 'Manitoba',
  NB: 'New Brunswick',
  NL: 'Newfoundland and Labrador',
  NS: 'Nova Scotia',
  NT: 'Northwest Territories',
  NU: 'Nunavut',
  ON: 'Ontario',
  PE: 'Prince Edward Island',
  QC: 'Quebec',
  SK: 'Saskatchewan',
  YT: 'Yukon',
};
const AU: Readonly<Record<string, string>> = {
  NSW: 'New South Wales',
  VIC: 'Victoria',
  QLD: 'Queensland',
  SA: 'South Australia',
  WA: 'Western Australia',
  TAS: 'Tasmania',
  ACT: 'Australian Capital Territory',
  NT: 'Northern Territory',
};

export type RegionCountry = 'US' | 'CA' | 'AU';
export const REGIONS: Readonly<Record<RegionCountry, Readonly<Record<string, string>>>> = { US, CA, AU };

/** The region at the end of a stretch of text ("Fresno CA", "Springfield, Illinois"), as its abbreviation. */
export function regionAtEnd(text: string, country: RegionCountry): { region: string; rest: string } | undefined {
  const trimmed = text.trim().replace(/[\s,.]+$/, '');
  const lower = ` ${trimmed.toLowerCase().replace(/,/g, ' ')}`;
  for (const [region, name] of Object.entries(REGIONS[country])) {
    const long = ` ${name.toLowerCase()}`;
    const short = ` ${region.toLowerCase()}`;
    const said = lower.endsWith(long)
      ? long
      : lower.endsWith(short) && isAbbreviation(trimmed, region)
        ? short
        : undefined;
    if (said)
      return { region, rest: trimmed.slice(0, Math.max(0, trimmed.length - said.length + 1)).replace(/[\s,]+$/, '') };
  }
  return undefined;
}

/** Lower-case "in", "or", "me", "hi", "ok" are words first. */
function isAbbreviation(text: string, region: string): boolean {
  return text.endsWith(region) || !/^(?:IN|OR|ME|HI|OK|LA|DE|ON|AS|ID|PA|MA|CO|AL|ACT)$/.test(region);
}
