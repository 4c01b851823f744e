/** What a letter says, before it becomes text and HTML. All words are light Markdown; a person's own went through `quoted`. */
export type LetterPart =
  | { kind: 'says'; text: string }
  | { kind: 'heading'; text: string }
  | { kind: 'points'; items: readonly string[] }
  /** Numbers, dates, parcels: what is looked up in a letter later. */
  | { kind: 'facts'; rows: readonly Fact[] }
  | { kind: 'sums'; rows: readonly Sum[]; total: Sum }
  /** The one thing to do, as a button. */
  | { kind: 'action'; text: string; url: string };

export interface Fact {
  label: string;
  value: string;
  url?: string | undefined;
}

export interface Sum {
  text: string;
  amount: string;
}

export interface Wording {
  /** Without the case number, which every subject begins with. */
  subject: string;
  /** What a list of mails shows beside the subject. */
  preview: string;
  parts: readonly LetterPart[];
}

export const says = (text: string): LetterPart => ({ kind: 'says', text });
