import assert from 'node:assert/strict';
import { plainWords } from '../../../dialogs/understanding/plain-words.ts';
import { isFault, readProblem } from '../../../dialogs/understanding/problem.ts';

const FAULTS = `it is dead|the camera died|no picture|no video|no power|won't move|it keeps rebooting|keeps restarting|the dome is foggy|flickering|its flickring|very noisy|makes a grinding noise
the image is blurry|out of focus|it does not turn on|doesn't boot|will not power on|stopped working|quit on me|the fan is loud and it overheats|heater failed|wiper is stuck|joystick is jammed
lost video on channel 4|no ptz control|it drifts off its preset|night mode does not work|the picture went purple|green tint|lines across the screen|smells burnt|water inside the housing|condensation in the bubble
hit by lightning|fell off the pole|cracked lens|the screen is black|frozen|freezes every night|can't ping it|cannot connect to the web page|offline|disk error|raid array degraded and it beeps|doesn't record
half the keys don't respond|it only works sometimes|intermittent|neither lights up|acts weird|there is something wrong with the dome|image upside down and shaking|dropping frames|lost network|hangs at startup
one of the drives fails|IR does not come on|moves by itself|busted|DOA|broken|gone dark`;

const FINE = `hello|I need an RMA|where is my camera|jo@acme.com|my name is Bob|what is an RMA?|how long does it take|yes|no|please call me|two cameras|thanks|I approve the estimate|Acme Security|1200 Main St, Fresno
what are your opening hours|I want to return a camera|cancel|change my email`;

function rows(table: string): string[] {
  return table.split(/[|\n]/);
}

describe('a fault', () => {
  for (const said of rows(FAULTS)) it(`is told by "${said}"`, () => assert.equal(isFault(plainWords(said)), true));
  for (const said of rows(FINE)) it(`is not told by "${said}"`, () => assert.equal(isFault(plainWords(said)), false));
});

describe('the problem in the words of the person', () => {
  const told: readonly (readonly [said: string, problem: string | undefined])[] = [
    ['the picture is black', 'the picture is black'],
    ['Hello, the picture is black. I need an RMA please.', 'the picture is black'],
    ['Hi there, my dome keeps rebooting and I need an RMA', 'my dome keeps rebooting'],
    ['I need an RMA for my camera, no picture since Monday', 'no picture since Monday'],
    ['I need an RMA for my dome no picture', 'my dome no picture'],
    ['RMA for my dome, it reboots', 'it reboots'],
    ['need an rma, no video', 'no video'],
    ['I need an RMA for a dead camera', undefined],
    ['RMA please. The heater failed. Thanks!', 'The heater failed'],
    ['It does not move. There is a grinding noise too.', 'It does not move. There is a grinding noise too'],
    ['no video, my email is jo@acme.com', 'no video'],
    ['I need an RMA', undefined],
    ['what is the status of my repair?', undefined],
    ['jo@acme.com', undefined],
  ];
  for (const [said, problem] of told) {
    it(`in "${said}"`, () => assert.equal(readProblem(said), problem));
  }
});
