/** Words, a person's or those that quote them, without what a mail program would not show, or would obey (a change of direction). */
export function readable(text: string): string {
  return text.replace(/[^\P{Cc}\n\t]|[\u202A-\u202E\u2066-\u2069]/gu, '');
}
