/** R19: whether the repair is wanted faster, from words as `plainWords` writes them; undefined where nothing says so. */
export function readExpedite(words: string): boolean | undefined {
  if (NOT_URGENT.test(words)) return false;
  return URGENT.test(words) ? true : undefined;
}

const NOT_URGENT =
  / (?:no (?:rush|hurry|urgency|need to (?:rush|hurry|expedite)|expedit\w*)|not (?:urgent|in a (?:rush|hurry)|time critical|rushed|that urgent|super urgent|really urgent|so urgent|expedited|a rush|pressing)|(?:do|does|did|is) not (?:\w+ ){0,4}(?:rush|rushed|hurry|urgent|expedit\w*|fast|faster|quickly|priority)|take your time|(?:whenever|when) you (?:can|get (?:to it|around|a chance)|like|have time)|no longer (?:urgent|in a hurry)|can wait|without (?:a |the )?(?:rush|expedit\w*|hurry)|(?:standard|normal|regular) (?:speed|service|turnaround|repair|processing)|(?:cancel|remove|drop|skip|forget) (?:the )?(?:rush|expedit\w*)) /;
const URGENT =
  / (?:asap|a s a p|urgent|urgently|urgency|rush|rushed|hurry|expedit\w*|as (?:soon|fast|quick|quickly) as (?:you can|possible|you could)|as quickly as|soonest|immediately|right away|straight away|straightaway|top priority|high priority|priority|emergency|fast track|quick turnaround|time critical|critical|pronto|overnight it|(?:need|want) (?:\w+ ){0,4}(?:quickly|fast|quick|back by|yesterday|immediately|soon)|speed (?:it|this|things) up|in a (?:hurry|rush)|can not wait) /;
