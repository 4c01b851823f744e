/** Softmax regression over features that are partly dense and partly sparse: learns which class a text belongs to. */

export interface Features {
  dense: Float32Array;
  /** Places in the sparse part, and what stands there. */
  places: readonly number[];
  values: readonly number[];
}

export interface Example {
  features: Features;
  /** Counted from 0. */
  label: number;
}

/** How likely each class is; they add up to 1. */
export type Judge = (features: Features) => Float64Array;

const EPOCHS = 5;
const RATE = 1;
/** Of the rate, what is left in the last epoch. */
const LAST_RATE = 0.05;
/** How much a preference for a class counts that holds before anything is read: hardly. */
const BIAS = 0.1;
/** Examples learnt before other work gets its turn: a few milliseconds. */
const SLICE = 32;

/**
 * Learns by stochastic gradient descent in an order that only depends on the number of examples, so that it comes out
 * the same every time.
 * @param breathe awaited every few milliseconds, so that nobody has to wait for the whole
 */
export async function learn(deps: {
  examples: readonly Example[];
  classes: number;
  dense: number;
  sparse: number;
  breathe(): Promise<void>;
}): Promise<Judge> {
  const { examples, classes, dense, sparse, breathe } = deps;
  const weights = new Float32Array((dense + sparse + 1) * classes);
  const rowOf = (place: number) => (dense + place) * classes;
  const biasRow = (dense + sparse) * classes;

  function addRow(row: number, value: number, to: Float64Array): void {
    for (let k = 0; k < classes; k++) to[k] = (to[k] as number) + value * (weights[row + k] as number);
  }

  function judge(features: Features): Float64Array {
    const chances = new Float64Array(classes);
    addRow(biasRow, BIAS, chances);
    for (let i = 0; i < dense; i++) addRow(i * classes, features.dense[i] as number, chances);
    features.places.forEach((place, at) => {
      addRow(rowOf(place), features.values[at] as number, chances);
    });
    return softened(chances);
  }

  function correct(row: number, value: number, faults: Float64Array, rate: number): void {
    const step = rate * value;
    for (let k = 0; k < classes; k++) weights[row + k] = (weights[row + k] as number) - step * (faults[k] as number);
  }

  const stride = strideOf(examples.length);
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    const rate = RATE * (1 - epoch / EPOCHS) + LAST_RATE;
    for (let n = 0; n < examples.length; n++) {
      if (n % SLICE === 0) await breathe();
      const { features, label } = examples[(n * stride + epoch) % examples.length] as Example;
      const faults = judge(features);
      faults[label] = (faults[label] as number) - 1;
      correct(biasRow, BIAS, faults, rate);
      for (let i = 0; i < dense; i++) correct(i * classes, features.dense[i] as number, faults, rate);
      features.places.forEach((place, at) => {
        correct(rowOf(place), features.values[at] as number, faults, rate);
      });
    }
  }
  return judge;
}

/** A step that visits every example once, the classes mixed: it shares no factor with their number. */
function strideOf(count: number): number {
  let stride = Math.max(1, Math.floor(count * 0.618));
  while (commonFactor(stride, count) > 1) stride++;
  return stride;
}

function commonFactor(a: number, b: number): number {
  return b === 0 ? a : commonFactor(b, a % b);
}

function softened(logits: Float64Array): Float64Array {
  const top = logits.reduce((a, b) => Math.max(a, b));
  const powers = logits.map(logit => Math.exp(logit - top));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map(power => power / sum);
}
