import assert from 'node:assert/strict';
import { readYesNo } from '../../../dialogs/understanding/yes-no.ts';

const YES = `yes|Yes.|YES!|yep|yeah|yup|y|Y|ya|sure|ok|okay|OK!|k|correct|that's correct|that is right|right|exactly|looks good|looks right to me|all good|everything is correct
go ahead|please do|yes please|sure thing|of course|absolutely|definitely|no problem, go ahead|no problem|no worries, do it|not a problem|why not|si|sí|oui|ja|da
👍|✅|👍🏽|💯|👌 great|yes, that is me|yeah that's fine|it is|it does|I do|sounds good|perfect|fine by me|confirmed|indeed|affirmative|please proceed|yes it did|I think so yes
um yes|well yes|oh yeah|ok, looks fine|aye|you bet|by all means|yes?|yess|alright|send it`;

const NO = `no|No.|NO!|nope|nah|n|N|no thanks|no thank you|not really|not quite|not yet|never|negative|that's wrong|that's not right|yep that's not right|yes but that is wrong
no, it isn't|it is not correct|that is incorrect|don't|please don't|do not|I don't want that|rather not|nein|non|👎|❌|it did not help|didn't help|that did not work|no luck|still not working
nothing changed|no change|none of that helped|still dead|not now|not at all|wrong|incorrect|that doesn't look right|looks wrong|no way|leave it|skip|it hasn't helped|those steps didn't work
not correct|the address is wrong|the serial is not right|yeah no that's not correct|nothing helped|same problem`;

const NEITHER = `|maybe|not sure|no idea|I don't know|what do you mean?|is that right?|Acme Corp|jo@acme.com|the camera is dead|A1234567|Yesenia Noble|Norah|Nottingham|the image is not good|no picture on channel 4 since the storm and then it came back but only for a while and now it is dark
why do you need that?|how long does it take|it does not turn on|will not boot|no video|what is wrong|yesterday|Noon|yes and no|correct me if I am wrong but do I need to send the cables and the manual as well or can I keep them here`;

function rows(table: string): string[] {
  return table.split(/[|\n]/);
}

describe('a yes or no', () => {
  for (const said of rows(YES)) it(`"${said}" is a yes`, () => assert.equal(readYesNo(said), 'yes'));
  for (const said of rows(NO)) it(`"${said}" is a no`, () => assert.equal(readYesNo(said), 'no'));
  for (const said of rows(NEITHER)) it(`"${said}" is neither`, () => assert.equal(readYesNo(said), undefined));
});
