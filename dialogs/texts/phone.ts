import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A phone number on file (E.164, perhaps with `;ext=`) as people in `country` write it. */
export function writePhone(onFile: string, country: string): string {
  const [number = '', extension] = onFile.split(';ext=');
  const parsed = parsePhoneNumberFromString(number);
  const shown = (parsed?.country === country ? parsed.formatNational() : parsed?.formatInternational()) ?? number;
  return extension ? `${shown} ext. ${extension}` : shown;
}
