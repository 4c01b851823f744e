/** The process's log: one line of JSON per event. Ids and outcomes only, never what a person said or who they are. */
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.ts';

export type Log = Logger;

/** Should one of these reach a log call with its object, it stays out of the line. */
const PERSONAL = ['text', 'said', 'email', 'phone', 'name', 'contact', 'billing', 'shipTo', 'authorization', 'replies'];

/** `destination` is standard output unless a test wants to read the lines. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: PERSONAL.flatMap(key => [key, `*.${key}`]), remove: true },
  };
  return destination ? pino(options, destination) : pino(options);
}
