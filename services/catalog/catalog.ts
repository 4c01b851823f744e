import { barely, likelyModel, modelLike, wholeAnswer } from './answer.ts';
import { createMakerSearch, foreignDevice } from './makers.ts';
import { createMentions } from './mentions.ts';
import { answerNames, certainNames } from './names.ts';
import { misspelt, nearModels, nearName } from './near.ts';
import { createPrefixes } from './prefixes.ts';
import type { Catalog, Family, Maker, Mention, ModelMatch } from './product.ts';

/** Nobody answers "which model?" at greater length; the rest is not read. */
const LONGEST_ANSWER = 300;
const SERIAL = /^(?:s\s?\/?\s?n|serial)\b/i;

/** Compiles the catalog of a profile: all lookups afterwards are linear in what was written. */
export function createCatalog({
  families,
  makers,
}: {
  families: readonly Family[];
  makers: readonly Maker[];
}): Catalog {
  const byId = new Map(families.map(family => [family.id, family]));
  const prefixes = createPrefixes(families);
  const names = answerNames(families);
  const mentions = createMentions(families, prefixes, certainNames(families));
  const maker = createMakerSearch(makers);

  function match(text: string): ModelMatch {
    const answer = barely(text.slice(0, LONGEST_ANSWER));
    const found = mentions(answer);
    return (
      foreign(answer, found) ??
      found.find(({ match }) => match.kind === 'model')?.match ??
      whole(answer) ??
      named(answer, found[0]) ??
      close(answer) ??
      unknown(answer) ?? { kind: 'none' }
    );
  }

  /** Another maker counts before any product of ours: "Axis P1220" is theirs, "SD4N35 on a Milestone server" is not. */
  function foreign(answer: string, found: readonly Mention[]): ModelMatch | undefined {
    const named = maker(answer);
    const own = found[0]?.start ?? Number.POSITIVE_INFINITY;
    return named && named.start < own ? { kind: 'foreign', maker: named.maker } : undefined;
  }

  function whole(answer: string): ModelMatch | undefined {
    const read = wholeAnswer(answer, prefixes);
    if (!read) return undefined;
    const { family } = read.prefix;
    return read.kind === 'model' ? { kind: 'model', model: read.model, family } : { kind: 'family', family };
  }

  /** A family named in the answer; but "esprit enhaced" is nearer to another than to the Esprit in it. */
  function named(answer: string, mention: Mention | undefined): ModelMatch | undefined {
    const slip = mention && mention.said.length < answer.length ? misspelt(answer, names) : undefined;
    if (!mention || !slip) return mention?.match;
    if (slip.kind === 'certain') return { kind: 'family', family: slip.family };
    const { family } = mention.match;
    const others = slip.candidates.filter(candidate => candidate.family !== family);
    return others.length > 0 ? { kind: 'near', candidates: [...others, { as: family.name, family }] } : mention.match;
  }

  function close(answer: string): ModelMatch | undefined {
    if (SERIAL.test(answer)) return undefined;
    const name = nearName(answer, names);
    if (name?.kind === 'certain') return { kind: 'family', family: name.family };
    if (name) return name;
    const candidates = nearModels(likelyModel(answer) ?? '', prefixes);
    return candidates.length > 0 ? { kind: 'near', candidates } : undefined;
  }

  function unknown(answer: string): ModelMatch | undefined {
    const model = SERIAL.test(answer) ? undefined : modelLike(answer);
    return model ? { kind: 'unknown', model } : undefined;
  }

  return {
    match,
    mentions,
    foreign: text => foreignDevice(text, maker),
    claimed: text => modelLike(barely(text.slice(0, LONGEST_ANSWER))),
    family: id => byId.get(id),
  };
}
