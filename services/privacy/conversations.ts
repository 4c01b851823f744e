/** What privacy asks of whoever keeps the conversations. */

/** A person, as conversations know them. */
export interface Talker {
  emails: readonly string[];
  caseNumbers: readonly string[];
}

/** One thing that was said, by the person or by the desk. */
export interface SaidLine {
  at: Date;
  by: 'person' | 'desk';
  text: string;
}

export interface Conversations {
  /** Those in which one of the cases was opened or looked up, or an address of theirs was given as their own. */
  of(talker: Talker): Promise<{ id: string; lines: SaidLine[] }[]>;
  /**
   * Puts a word in the place of all that was said in those, and of their addresses where others named them. What goes on
   * in one of them at that moment goes on without what was known. Resolves to the ids of those that were theirs.
   */
  erase(talker: Talker): Promise<string[]>;
}
