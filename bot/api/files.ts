/** The files of a case, for business systems: bytes to be saved, never to be shown or run where they come from. */
import type { ServerResponse } from 'node:http';
import type { Attachments } from '../../services/attachments/attachments.ts';
import { sendProblem } from '../answer.ts';

export type CaseFiles = Pick<Attachments, 'listOf' | 'read'>;

/** Answers with the file, if it is one of the case with these numbers: an id alone opens nothing. */
export async function sendCaseFile(
  res: ServerResponse,
  files: CaseFiles,
  numbers: readonly string[],
  id: string,
): Promise<void> {
  const found = await files.read(id);
  if (!found || found.case === undefined || !numbers.includes(found.case)) {
    const number = numbers[0];
    return sendProblem(res, { status: 404, title: 'Not Found', detail: 'This case has no such file.', number });
  }
  const { file, bytes } = found;
  res.writeHead(200, {
    'Content-Type': file.type,
    'Content-Length': bytes.length,
    'Content-Disposition': attachmentNamed(file.name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  });
  res.end(bytes);
}

/** RFC 6266: a plain name for everybody, and the name as it is for those who read RFC 8187. */
export function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
