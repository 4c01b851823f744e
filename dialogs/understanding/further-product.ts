/** What is announced: "one", "camera", "product". */
const THING =
  '(?:ones?|products?|items?|units?|devices?|pieces?|cameras?|domes?|recorders?|dvrs?|nvrs?|servers?|monitors?|encoders?|decoders?|lens(?:es)?|keyboards?|xproduct)';
const FURTHER = '(?:second|2nd|third|3rd|fourth|4th|fifth|5th|another|additional|further|other|one more|two more|more)';
/** "There is a second one", "I also have another camera", "we have got one more"; on words as `plainWords` writes them. */
const ANNOUNCED = new RegExp(
  ` (?:there (?:is|are)|there are|(?:i|we)(?: also)? have|have|got)(?: also| actually| still| got| just){0,2}(?: an?)?(?: \\d{1,2}| two| three)? ${FURTHER}(?: \\S+)? ${THING} `,
);
const BARE =
  / (?:there (?:is|are)|(?:i|we)(?: also)? have)(?: also| actually| still| got){0,2}(?: an?)? (?:second|2nd|third|another|one more) (?:$|with |same )/;
/** "And another one, …", "also B7655004, same model". */
const LED_IN = '^ (?:(?:and|also|plus|oh|yes|then|well|wait|sorry|actually|ok|okay|no) )*';
const OPENING = new RegExp(
  `${LED_IN}(?:an? |the )?(?:second|another|one more) (?:(?:\\S+ )?${THING} (?:$|xproduct |same |serial |sn |s n |it is |with )|xproduct )`,
);
const ALSO_ALIKE =
  /^ (?:(?:and|oh|yes|then|well|wait|sorry|actually|ok|okay|no) )*(?:also|plus) .*(?:same|identical) (?:model|type|kind) /;
/** "I have another camera that works", "… on the same port": told to compare with. */
const SOUND = / (?:works?|working|fine|ok|okay|good|next to it|beside it|port|input|cable|result) /;
/** "The same model", "same type as before". */
const SAME_MODEL = / (?:same|identical) (?:model|type|kind|product|camera|unit|one|thing) /;
const SAME_PROBLEM = / (?:same|identical) (?:problem|issue|fault|symptoms?|failure|trouble|thing wrong) /;

const LONGEST = 400;

/** Whether words announce a product beside those told before. */
export function isFurther(words: string): boolean {
  return (
    words.length <= LONGEST &&
    [ANNOUNCED, BARE, OPENING, ALSO_ALIKE].some(form => form.test(words)) &&
    !SOUND.test(words)
  );
}

/** What a product is said to have in common with the one before it. */
export function readSame(words: string): { model: boolean; problem: boolean } {
  return { model: SAME_MODEL.test(words), problem: SAME_PROBLEM.test(words) };
}
