/** Files that come in a conversation, at any moment of it: with which case they go, and what is said about them. */
import { z } from 'zod';
import type { Attachments, KeptFile, RefusedFile } from '../services/attachments/attachments.ts';
import { Draft } from './intake/draft.ts';
import type { Memory } from './memory.ts';
import type { Texts } from './texts/en.ts';

/** What came with a message. */
export interface FilesSaid {
  files?: readonly KeptFile[] | undefined;
  refused?: readonly RefusedFile[] | undefined;
}

export interface FilePlacing {
  /** The memory with the files as well: they wait for a case. */
  taken(memory: Memory, said: FilesSaid): Memory;
  /**
   * Once the message is answered: files that wait go with the case that there is now, or with a request that was
   * dropped. Repeating it attaches nothing twice (R23). `line` is what to say of the files that came with the message.
   */
  placed(before: Memory, after: Memory, said: FilesSaid): Promise<{ memory: Memory; line: string }>;
}

const Numbered = z.object({ caseNumber: Draft.shape.caseNumber });

export function createFilePlacing(deps: {
  attachments: Pick<Attachments, 'attachTo'>;
  texts: Texts;
  /** The dialogs that write a case. */
  intakes: readonly string[];
}): FilePlacing {
  const { attachments, texts, intakes } = deps;

  const isWriting = ({ active }: Memory) => active !== undefined && intakes.includes(active.dialog);

  /** The case under way, else the one talked about last; its number or address has been proven here (R24). */
  function caseOf(before: Memory, after: Memory): string | undefined {
    if (isWriting(after)) return Numbered.safeParse(after.active?.draft).data?.caseNumber;
    const looked = after.lookedUp?.number;
    return looked !== before.lookedUp?.number ? looked : (after.cases.at(-1)?.number ?? looked);
  }

  /** A request has ended, and no case has come of it: what was told for it is gone, its photos too. */
  function isDropped(before: Memory, after: Memory): boolean {
    const ended = isWriting(before) && !isWriting(after);
    return ended && after.cases === before.cases && after.lookedUp === before.lookedUp;
  }

  function lineFor(count: number, caseNumber: string | undefined, after: Memory, isAlone: boolean): string {
    if (count === 0) return '';
    if (caseNumber !== undefined) return texts.filesWithCase(count, caseNumber);
    if (isWriting(after)) return texts.filesForForm(count);
    return isAlone ? texts.filesKept(count) : texts.filesKeptToo(count);
  }

  return {
    taken(memory, { files = [] }) {
      const waiting = new Set([...(memory.files ?? []), ...files.map(({ id }) => id)]);
      return waiting.size > 0 ? { ...memory, files: [...waiting] } : memory;
    },

    async placed(before, after, { files = [], refused = [] }) {
      const { files: waiting = [], ...rest } = after;
      const caseNumber = caseOf(before, after);
      const dropped = isDropped(before, after);
      if (waiting.length > 0 && caseNumber !== undefined && !dropped) await attachments.attachTo(caseNumber, waiting);
      const isAlone = before === after;
      // A case that was looked up: nobody was told so far that the files go there.
      const found = !isWriting(before) && after.lookedUp !== before.lookedUp;
      const count = dropped ? 0 : files.length || (found ? waiting.length : 0);
      const lines = [lineFor(count, caseNumber, after, isAlone), refused.length > 0 ? texts.filesRefused(refused) : ''];
      const memory = dropped || caseNumber !== undefined ? rest : after;
      return { memory, line: lines.filter(Boolean).join(' ') };
    },
  };
}
