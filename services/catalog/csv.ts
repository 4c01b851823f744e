/** CSV as business systems export it (RFC 4180 and its relatives), streamed: memory does not grow with the file. */

import { TextDecoder } from 'node:util';

export type CsvRow =
  /** `line` is where the row begins in the file, counted from 1. */
  { kind: 'row'; line: number; fields: string[] } | { kind: 'bad'; line: number; reason: string };

/** A quoted field that runs on for more lines than this was never closed: its row is bad, the next line a fresh start. */
const MOST_LINES = 20;
/** Characters in one line; what is longer is no CSV, and is not kept. */
const LONGEST_LINE = 100_000;

/**
 * Reads rows, a chunk of the source at a time. Text is UTF-8, or UTF-16 with a byte order mark; lines end in LF or
 * CRLF; the first line decides whether commas, semicolons or tabs separate. Empty lines are passed over.
 */
export async function* readCsv(source: AsyncIterable<string | Uint8Array>): AsyncGenerator<CsvRow[]> {
  let rows: CsvRow[] = [];
  const assembler = createAssembler(row => rows.push(row));
  for await (const lines of linesOf(source)) {
    lines.forEach(assembler.take);
    yield rows;
    rows = [];
  }
  assembler.end();
  yield rows;
}

async function* linesOf(source: AsyncIterable<string | Uint8Array>): AsyncGenerator<string[]> {
  let decoder: TextDecoder | undefined;
  let rest = '';
  for await (const chunk of source) {
    if (typeof chunk === 'string') rest += chunk;
    else {
      decoder ??= new TextDecoder(chunk[0] === 0xff && chunk[1] === 0xfe ? 'utf-16le' : 'utf-8');
      rest += decoder.decode(chunk, { stream: true });
    }
    const lines = rest.split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE + 1);
    yield lines;
  }
  yield [rest + (decoder?.decode() ?? '')];
}

/** Puts lines together into rows: a quoted field may hold line breaks. */
function createAssembler(emit: (row: CsvRow) => void): { take(line: string): void; end(): void } {
  let number = 0;
  let delimiter: string | undefined;
  let open: string[] = [];

  function take(raw: string): void {
    number += 1;
    const line = raw.replace(/^\uFEFF/, '').replace(/\r$/, '');
    if (open.length === 0 && line.trim() === '') return;
    delimiter ??= delimiterOf(line);
    open.push(line);
    const start = number - open.length + 1;
    if (line.length > LONGEST_LINE) close({ kind: 'bad', line: start, reason: 'the line is too long' });
    else read(start, delimiter);
  }

  function read(line: number, separator: string): void {
    const fields = fieldsOf(open.join('\n'), separator);
    if (fields.kind === 'row') close({ kind: 'row', line, fields: fields.fields });
    else if (fields.kind === 'bad') close({ kind: 'bad', line, reason: fields.reason });
    else if (open.length >= MOST_LINES) startOver();
  }

  function close(row: CsvRow): void {
    open = [];
    emit(row);
  }

  /** Gives up the row whose quote was never closed, and reads the lines after its first as rows of their own. */
  function startOver(): void {
    const [, ...lines] = open;
    number -= lines.length;
    close({ kind: 'bad', line: number, reason: 'a quote is opened and never closed' });
    lines.forEach(take);
  }

  return {
    take,
    end() {
      while (open.length > 0) startOver();
    },
  };
}

/** The separator that the first line has most of, outside quotes. */
function delimiterOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '');
  const [most] = [',', ';', '\t'].sort((a, b) => bare.split(b).length - bare.split(a).length);
  return most ?? ',';
}

type Fields = { kind: 'row'; fields: string[] } | { kind: 'bad'; reason: string } | { kind: 'open' };

/** Splits a row; `open` where it ends inside quotes. A quote inside a field that does not begin with one is a plain sign. */
function fieldsOf(text: string, separator: string): Fields {
  if (!text.includes('"')) return { kind: 'row', fields: text.split(separator).map(field => field.trim()) };
  const fields: string[] = [];
  let at = 0;
  while (at <= text.length) {
    const quote = /^[^\S\t]*"/.exec(text.slice(at, at + 20));
    const end = quote ? closingQuote(text, at + quote[0].length) : at;
    if (end < 0) return { kind: 'open' };
    const next = text.indexOf(separator, end);
    const stop = next < 0 ? text.length : next;
    if (quote && text.slice(end + 1, stop).trim() !== '')
      return { kind: 'bad', reason: 'text follows a closing quote' };
    fields.push(
      quote
        ? text
            .slice(at + quote[0].length, end)
            .replaceAll('""', '"')
            .trim()
        : text.slice(at, stop).trim(),
    );
    at = stop + 1;
  }
  return { kind: 'row', fields };
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
