/**
 * Bytes that are too large for a document, such as photos, kept beside the documents of the same engine: as private
 * files, or as one document each. The desk chooses the ids; they say nothing and are never made from a person's words.
 */
export interface Blobs {
  /** Stores the bytes, in place of what had the id; from `expiresAt` on they are gone. */
  put(id: string, bytes: Uint8Array, expiresAt: Date): Promise<void>;
  /** Drops the expiry. Resolves to whether the bytes are there; they stay from then on. */
  keep(id: string): Promise<boolean>;
  get(id: string): Promise<Uint8Array | undefined>;
  /** Deletes them; those that are not there are as good as deleted. */
  delete(id: string): Promise<void>;
}

/** An id is also a file's name: nothing that leads out of the folder, or means something to a file system. */
export function checkBlobId(id: string): string {
  if (!/^[\w-]{1,64}$/.test(id)) throw new TypeError(`${JSON.stringify(id)} is no id for bytes`);
  return id;
}
