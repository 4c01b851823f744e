/**
 * R11: whether emails about the status are wanted, from words as `plainWords` writes them; undefined where nothing says
 * so. Only what names them counts: "the DVR sends no emails" tells of a fault.
 */
export function readStatusEmails(words: string): boolean | undefined {
  if (UNWANTED.test(words)) return false;
  return WANTED.test(words) ? true : undefined;
}

/** "status emails", "progress updates", "emails about the status". */
const NAMED =
  '(?:(?:status|progress) (?:emails?|mails?|updates?|notifications?|messages?)|(?:e?mails?|updates?|notifications?) (?:about|on|for|of) (?:\\w+ ){0,2}(?:status|progress)|status by e?mail)';
/** What a person may call them in "I want no …", where it is clear whose emails are meant. */
const ANY = `(?:${NAMED}|emails|mails|e?mail (?:updates|notifications))`;

const UNWANTED = new RegExp(
  ` (?:no|without|stop|skip|remove|drop|cancel|disable|unsubscribe from|opt out of|turn off)(?: the| any| more| further| sending| me| us){0,2} ${NAMED} | (?:(?:do|does|did|will) not (?:\\w+ ){0,3}(?:want|need|send|get|like|wish|have)) (?:\\w+ ){0,3}${NAMED} |(?:^| (?:i|we) )(?:do not|please do not|no longer|never) (?:want|need|wish|like|send) (?:\\w+ ){0,3}${ANY} |^ (?:please |and |but |so |also )*(?:no|without|stop|turn off|skip)(?: the| any| more)? ${ANY} | (?:do not|never) (?:e?mail|write(?: to)?|notify) (?:me|us) | ${NAMED} (?:off|are not|is not|not (?:needed|wanted|necessary)) `,
);
const WANTED = new RegExp(
  ` (?:want|need|like|send|get|receive|turn on|enable|add|with|yes to|opt in to|sign (?:me|us) up for|subscribe(?: me| us)?(?: to)?) (?:\\w+ ){0,3}${NAMED} |^ (?:please |and |but |yes |so |also )*${NAMED}(?: please| too| as well| on)* $| (?:i|we) (?:do |would |also |still )*(?:want|like|need|wish)(?: to (?:get|have|receive))? (?:the |those |some )?${ANY} |(?:^|please|and|but|also) e?mail (?:me|us) (?:about |on |the |all |any |every )*(?:status|progress|updates?|changes?) `,
);
