/** How the HTTP routes answer programs: JSON, and problems as RFC 9457 writes them. */
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** An error of the HTTP interface; further members are allowed by the RFC and reach the client as they are. */
export interface Problem {
  status: number;
  title: string;
  /** What is wrong with this very request, and what to do. */
  detail?: string;
  /** `urn:caseline:…` where a program is to tell it from others of the same status. */
  type?: string;
  [member: string]: unknown;
}

export function sendJson(res: ServerResponse, status: number, body: unknown, headers: OutgoingHttpHeaders = {}): void {
  send(res, status, 'application/json', body, headers);
}

export function sendProblem(res: ServerResponse, problem: Problem, headers: OutgoingHttpHeaders = {}): void {
  send(res, problem.status, 'application/problem+json', problem, headers);
}

function send(res: ServerResponse, status: number, type: string, body: unknown, headers: OutgoingHttpHeaders): void {
  const text = JSON.stringify(body);
  // Not chained: restify replaces `writeHead` on the prototype by one that returns nothing.
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(text), ...headers });
  res.end(text);
}
