import { randomUUID } from 'node:crypto';
import { accessSync, constants, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { UsageError } from '../errors.ts';
import type { SourcedObservations } from '../model/catalog.ts';
import { valueAt } from '../model/sign.ts';
import { formatSnapshot, parseSnapshot } from './snapshot.ts';

/** All regions together are some 3 MB: what is larger is no snapshot. */
const maxBytes = 256 * 1024 * 1024;

const codeOf = (error: unknown) => String(valueAt(error, 'code') ?? error);

/** Reads a snapshot, packed or not, whatever its name. Throws UsageError with the reason when there is none to be had. */
export function readSnapshot(path: string): SourcedObservations {
  return parseSnapshot(unpack(readContent(path), path).toString('utf8'), path);
}

function readContent(path: string): Buffer {
  const stats = attempt(() => statSync(path), `${path} cannot be read`);
  if (!stats.isFile() && !stats.isFIFO()) throw new UsageError(`${path} is not a file.`, { hint: 'name a snapshot that cipu catalog pull wrote' });
  if (stats.size > maxBytes) throw new UsageError(`${path} is not a snapshot: it is larger than any.`);
  return attempt(() => readFileSync(path), `${path} cannot be read`);
}

function unpack(content: Buffer, path: string): Buffer {
  const isPacked = content[0] === 0x1f && content[1] === 0x8b;
  if (!isPacked) return content;
  try {
    return gunzipSync(content, { maxOutputLength: maxBytes });
  } catch (error) {
    throw new UsageError(`${path} is damaged or cut short: it cannot be unpacked (${codeOf(error)}).`, { hint: 'cipu catalog pull FILE writes a snapshot' });
  }
}

/** Whether a snapshot can be written to a path, as far as that shows before it is. Throws UsageError. */
export function checkTarget(path: string): void {
  const existing = attempt(() => statSync(path, { throwIfNoEntry: false }), `${path} cannot be written`);
  // Renaming over a device or a pipe would put a plain file in its place.
  if (existing && !existing.isFile()) throw new UsageError(`${path} cannot be written: it is there and not a file.`, { hint: 'name a file' });
  attempt(() => accessSync(dirname(targetOf(path)), constants.W_OK), `${path} cannot be written`);
}

/**
 * Writes a snapshot, packed when the name ends in `.gz`, and returns its size in bytes. A whole file takes the place of the
 * old one in one step: nobody ever reads a part of it, and a failure leaves the old one as it was. Throws UsageError.
 */
export function writeSnapshot(path: string, observations: SourcedObservations): number {
  checkTarget(path);
  const text = formatSnapshot(observations);
  const content = path.endsWith('.gz') ? gzipSync(text) : Buffer.from(text);
  const target = targetOf(path);
  const temporary = join(dirname(target), `.cipu-${randomUUID()}.tmp`);
  attempt(() => {
    try {
      writeFileSync(temporary, content, { flag: 'wx', flush: true });
      renameSync(temporary, target);
    } catch (error) {
      rmSync(temporary, { force: true });
      throw error;
    }
  }, `${path} cannot be written`);
  return content.length;
}

/** The file behind a symbolic link: the link is to stay. */
function targetOf(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : path;
}

function attempt<T>(work: () => T, failure: string): T {
  try {
    return work();
  } catch (error) {
    throw new UsageError(`${failure} (${codeOf(error)}).`, { cause: error });
  }
}
