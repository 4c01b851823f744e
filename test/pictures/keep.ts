/** `npm run pictures`: draws the pictures of the staff's page anew. They are kept with what they were drawn of. */
import { writeFile } from 'node:fs/promises';
import { launchChromium } from '../browser.ts';
import { draw } from './draw.ts';
import { FOLDER, writeDrawnOf } from './kept.ts';
import { tellStory } from './story.ts';

const pictures = await tellStory();
const browser = await launchChromium();
try {
  for (const [name, png] of await draw(browser, pictures)) await writeFile(`${FOLDER}/${name}.png`, png);
  await writeDrawnOf(pictures);
} finally {
  await browser.close();
}
