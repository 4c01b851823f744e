/** The disk's errors as an operator wants to read them: which file, what is wrong, what to do. */
import { StoreUnavailable } from './port.ts';

const REMEDIES: Record<string, string> = {
  ENOSPC: 'The disk is full: free some space.',
  EDQUOT: 'The quota is used up: free some space.',
  EACCES: 'Give the process the right to write there, or set DATA_DIR to a folder where it may.',
  EPERM: 'Give the process the right to write there, or set DATA_DIR to a folder where it may.',
  EROFS: 'The disk is mounted read-only: set DATA_DIR to a folder that can be written.',
  ENOTDIR: 'A part of the path is a file: set DATA_DIR to a folder.',
  EEXIST: 'There is a file of that name: set DATA_DIR to a folder.',
};

/** A failure of the file system as `StoreUnavailable`; any other error as it is. */
export function outOfReach(path: string, error: unknown): unknown {
  if (error instanceof StoreUnavailable || !(error instanceof Error) || !('code' in error)) return error;
  const code = String(error.code);
  const remedy = REMEDIES[code] ?? 'Look at the disk and at the rights on the folder.';
  return new StoreUnavailable(`${path} cannot be used (${code}). ${remedy}`, { cause: error });
}
