/** Carriers and where each shows how far a parcel has come: data for mails, chat and API. */
import type { Parcel } from './rma.ts';

export interface Carrier {
  name: string;
  /** Other names it is called by, compared by letters and digits alone. */
  aliases: readonly string[];
  /** The address of its tracking page; `{}` is the number. Left out where none opens with a number. */
  page?: string;
  /** Whether a number is certainly one of its own; left out where its numbers look like those of others. */
  owns?: (tracking: string) => boolean;
}

export const CARRIERS: readonly Carrier[] = [
  {
    name: 'UPS',
    aliases: ['United Parcel Service', 'United Parcel'],
    page: 'https://www.ups.com/track?tracknum={}',
    owns: tracking => /^1Z[0-9A-Z]{16}$/.test(tracking) && hasUpsDigit(tracking),
  },
  {
    name: 'FedEx',
    aliases: ['Federal Express', 'FedEx Express', 'FedEx Ground', 'FedEx Freight', 'FedEx Home Delivery', 'FDX'],
    page: 'https://www.fedex.com/fedextrack/?trknbr={}',
  },
  {
    name: 'USPS',
    aliases: ['US Postal Service', 'United States Postal Service', 'US Postal', 'US Mail', 'US Post', 'Priority Mail'],
    page: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={}',
    owns: tracking => isPostal(tracking, 'US') || (/^9[2-5]\d{20}$/.test(tracking) && hasUspsDigit(tracking)),
  },
  {
    name: 'DHL',
    aliases: ['DHL Express', 'DHL Ecommerce', 'DHL Parcel', 'DHL Paket', 'Deutsche Post DHL'],
    page: 'https://www.dhl.com/global-en/home/tracking.html?tracking-id={}',
    owns: tracking => /^JJD\d{15,18}$/.test(tracking) || isPostal(tracking, 'DE'),
  },
  {
    name: 'Canada Post',
    aliases: ['Postes Canada', 'CanadaPost', 'Xpresspost'],
    page: 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={}',
    owns: tracking => isPostal(tracking, 'CA'),
  },
  {
    name: 'Purolator',
    aliases: [],
    page: 'https://www.purolator.com/en/shipping/tracker?pin={}',
  },
  {
    name: 'Royal Mail',
    aliases: ['RM', 'Royal Mail Group'],
    page: 'https://www.royalmail.com/track-your-item#/tracking-results/{}',
    owns: tracking => isPostal(tracking, 'GB'),
  },
  {
    name: 'DPD',
    aliases: ['DPD Group', 'Dynamic Parcel Distribution'],
    page: 'https://tracking.dpd.de/status/en_US/parcel/{}',
  },
  {
    name: 'GLS',
    aliases: ['General Logistics Systems', 'GLS Group'],
    page: 'https://gls-group.eu/EU/en/parcel-tracking?match={}',
  },
  {
    name: 'TNT',
    aliases: ['TNT Express', 'FedEx TNT'],
    page: 'https://www.tnt.com/express/en_us/site/shipping-tools/tracking.html?searchType=con&cons={}',
  },
  {
    name: 'OnTrac',
    aliases: ['LaserShip'],
    page: 'https://www.ontrac.com/tracking/?number={}',
  },
  {
    name: 'Australia Post',
    aliases: ['AusPost', 'StarTrack'],
    page: 'https://auspost.com.au/mypost/track/details/{}',
    owns: tracking => isPostal(tracking, 'AU'),
  },
  {
    name: 'La Poste',
    aliases: ['Colissimo'],
    page: 'https://www.laposte.fr/outils/suivre-vos-envois?code={}',
    owns: tracking => isPostal(tracking, 'FR'),
  },
  {
    name: 'Aramex',
    aliases: [],
    page: 'https://www.aramex.com/track/results?ShipmentNumber={}',
  },
  {
    name: 'Estafeta',
    aliases: [],
  },
];

const BY_NAME = new Map(
  CARRIERS.flatMap(carrier => [carrier.name, ...carrier.aliases].map(name => [bare(name), carrier])),
);

/** The carrier that is called so, in whatever capitals, spaces and dots. */
export function carrierNamed(name: string): Carrier | undefined {
  return BY_NAME.get(bare(name));
}

/** The carrier whose number that is, where its form leaves no doubt. */
export function carrierOf(tracking: string): Carrier | undefined {
  const number = compact(tracking);
  return CARRIERS.find(({ owns }) => owns?.(number));
}

/** Where a parcel can be followed; undefined for a carrier that is not known, unless the number tells which it is. */
export function trackingLink({ carrier, tracking }: Pick<Parcel, 'carrier' | 'tracking'>): string | undefined {
  const known = carrierNamed(carrier) ?? carrierOf(tracking);
  return known?.page?.replace('{}', () => encodeURIComponent(compact(tracking)));
}

function bare(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** Numbers are printed in groups, which no page wants. */
function compact(tracking: string): string {
  return tracking.toUpperCase().replace(/[\s.-]/g, '');
}

/** The postal services' common form (UPU S10): two letters, eight digits, a check digit, the country. */
function isPostal(tracking: string, country: string): boolean {
  const [, digits = '', check] = /^[A-Z]{2}(\d{8})(\d)([A-Z]{2})$/.exec(tracking) ?? [];
  if (!tracking.endsWith(country) || digits === '') return false;
  const sum = [8, 6, 4, 2, 3, 5, 9, 7].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
  const right = 11 - (sum % 11);
  return Number(check) === (right === 10 ? 0 : right === 11 ? 5 : right);
}

/** Letters count as (place in the alphabet + 2) mod 10; every second sign is doubled. */
function hasUpsDigit(tracking: string): boolean {
  const signs = [...tracking.slice(2)].map(sign => (/\d/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 63) % 10));
  const sum = signs.slice(0, -1).reduce((total, value, at) => total + (at % 2 === 1 ? value * 2 : value), 0);
  return signs.at(-1) === (10 - (sum % 10)) % 10;
}

/** Modulo 10, weights 3 and 1 from the right (USPS Publication 199). */
function hasUspsDigit(tracking: string): boolean {
  const digits = [...tracking].map(Number);
  const sum = digits
    .slice(0, -1)
    .reverse()
    .reduce((total, digit, at) => total + digit * (at % 2 === 0 ? 3 : 1), 0);
  return digits.at(-1) === (10 - (sum % 10)) % 10;
}
