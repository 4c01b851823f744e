/**
 * A site's own colour for its chat, made readable: the accent is darkened or lightened until text in it, and text on it,
 * keep the contrast of WCAG 2.2 AA (4.5 : 1) on the chat's light and dark surface.
 */
export interface Accent {
  accent: string;
  strong: string;
  onAccent: string;
}

type Rgb = readonly [red: number, green: number, blue: number];

const ENOUGH = 4.5;
const STEPS = 40;
const WHITE: Rgb = [255, 255, 255];
const BLACK: Rgb = [0, 0, 0];

/** @param surface what the accent stands on; both as `#rrggbb`. */
export function accentOn(colour: string, surface: string): Accent {
  const ground = rgbOf(surface);
  const away = luminance(ground) > 0.5 ? BLACK : WHITE;
  const accent = readable(rgbOf(colour), ground, away);
  const onAccent = contrast(accent, WHITE) >= contrast(accent, BLACK) ? WHITE : BLACK;
  return { accent: hexOf(accent), strong: hexOf(mixed(accent, away, 0.2)), onAccent: hexOf(onAccent) };
}

/** Text in one colour on another: 1 to 21. Both as `#rrggbb`. */
export function contrastOf(colour: string, other: string): number {
  return contrast(rgbOf(colour), rgbOf(other));
}

function readable(colour: Rgb, ground: Rgb, away: Rgb): Rgb {
  const steps = Array.from({ length: STEPS + 1 }, (_, step) => mixed(colour, away, step / STEPS));
  return steps.find(step => contrast(step, ground) >= ENOUGH) ?? away;
}

function mixed(colour: Rgb, other: Rgb, share: number): Rgb {
  const part = (at: 0 | 1 | 2) => Math.round(colour[at] + (other[at] - colour[at]) * share);
  return [part(0), part(1), part(2)];
}

function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** WCAG's relative luminance, 0 to 1. */
function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(part: number): number {
  const share = part / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function rgbOf(hex: string): Rgb {
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

function hexOf(colour: Rgb): string {
  return `#${colour.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
