/** Reads a Code 128 barcode from its SVG, as a scanner does: widths of bars and gaps, then values, then the check. */
import assert from 'node:assert/strict';

/** Widths of the three bars and three gaps of each value. */
const PATTERNS =
  '212222 222122 222221 121223 121322 131222 122213 122312 132212 221213 221312 231212 112232 122132 122231 113222 123122 123221 223211 221132 221231 213212 223112 312131 311222 321122 321221 312212 322112 322211 212123 212321 232121 111323 131123 131321 112313 132113 132311 211313 231113 231311 112133 112331 132131 113123 113321 133121 313121 211331 231131 213113 213311 213131 311123 311321 331121 312113 312311 332111 314111 221411 431111 111224 111422 121124 121421 141122 141221 112214 112412 122114 122411 142112 142211 241211 221114 413111 241112 134111 111242 121142 121241 114212 124112 124211 411212 421112 421211 212141 214121 412121 111143 111341 131141 114113 114311 411113 411311 113141 114131 311141 411131 211412 211214 211232'.split(
    ' ',
  );
const START_C = 105;

/** The digits of a barcode that is all in code set C, as ten digits are. */
export function readDigits(svg: string): string {
  const bars = [...svg.matchAll(/stroke-width="(\d+)" d="([^"]+)"/g)].flatMap(([, width, path]) =>
    [...(path ?? '').matchAll(/M([\d.]+) /g)].map(([, middle]) => ({
      from: Number(middle) - Number(width) / 2,
      to: Number(middle) + Number(width) / 2,
    })),
  );
  bars.sort((one, other) => one.from - other.from);
  const first = bars[0] ?? assert.fail('no bars');
  // The first bar is two modules wide.
  const module = (first.to - first.from) / 2;
  const widths = bars.flatMap(({ from, to }, at) => [to - from, (bars[at + 1]?.from ?? to) - to]);
  const modules = widths.map(width => String(width / module)).join('');
  const values = (modules.slice(0, -8).match(/.{6}/g) ?? []).map(pattern => PATTERNS.indexOf(pattern));
  const check = values.pop();
  assert.equal(values[0], START_C);
  assert.equal(check, values.reduce((sum, value, at) => sum + value * Math.max(1, at), 0) % 103);
  return values
    .slice(1)
    .map(value => String(value).padStart(2, '0'))
    .join('');
}
