/** `npm run eval`: how well sentences are understood and questions answered. `-- --misses` lists what went wrong, but for the held lines. */
import { BARS, evaluate, isGoodEnough } from './evaluate.ts';

const evaluations = await evaluate();
for (const { split, lines, scores } of evaluations) {
  console.log(`\n${split === 'held' ? 'lines kept apart while tuning' : 'all lines'}: ${lines}`);
  for (const [figure, value] of scores.flatMap(({ figures }) => Object.entries(figures))) {
    const good = isGoodEnough(figure, value);
    if (!good) process.exitCode = 1;
    console.log(
      `  ${figure.padEnd(24)} ${value.toFixed(1).padStart(5)} %   bar ${BARS[figure]}${good ? '' : '   MISSED'}`,
    );
  }
}
if (process.argv.includes('--misses')) {
  const held = new Set(evaluations.find(({ split }) => split === 'held')?.scores.flatMap(({ misses }) => misses));
  const misses = evaluations.find(({ split }) => split === 'all')?.scores.flatMap(({ misses }) => misses) ?? [];
  console.log(`\n${misses.filter(miss => !held.has(miss)).join('\n')}`);
}
