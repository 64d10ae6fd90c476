import { gunzipSync, gzipSync } from 'node:zlib';
import { UsageError } from '../errors.ts';
import { readWhole, writeWhole } from '../files/whole-file.ts';
import type { SourcedObservations } from '../model/catalog/catalog.ts';
import { createDepthMeter, maxDepth } from '../model/json-depth.ts';
import { valueAt } from '../model/record.ts';

import { formatSnapshot, parseSnapshot } from './snapshot.ts';

const hint = 'cipu catalog pull FILE writes a snapshot';

/** All regions together are some 3 MB: what is larger, packed or not, is no snapshot. */
const maxBytes = 64 * 1024 * 1024;

/**
 * Reads a snapshot, packed or not, whatever its name. Throws UsageError with the reason when there is none to be had.
 */
export function readSnapshot(path: string): SourcedObservations {
  const content = unpack(readWhole(path, maxBytes), path);
  if (createDepthMeter()(content) > maxDepth) throw new UsageError(`${path} is not a snapshot: it nests deeper than ${maxDepth} levels.`, { hint });
  return parseSnapshot(content.toString('utf8'), path);
}

function unpack(content: Buffer, path: string): Buffer {
  const isPacked = content[0] === 0x1f && content[1] === 0x8b;
  if (!isPacked) return content;
  try {
    return gunzipSync(content, { maxOutputLength: maxBytes });
  } catch (error) {
    const code = String(valueAt(error, 'code') ?? error);
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new UsageError(`${path} is too large: it unpacks to more than ${maxBytes / 2 ** 20} MiB.`, { hint });
    throw new UsageError(`${path} is damaged or cut short: it cannot be unpacked (${code}).`, { hint });
  }
}

/**
 * Writes a snapshot in one step, packed when the name ends in `.gz`, and returns its size in bytes. Throws UsageError,
 * the file then as it was.
 */
export function writeSnapshot(path: string, observations: SourcedObservations): number {
  const text = formatSnapshot(observations);
  const content = path.endsWith('.gz') ? gzipSync(text) : Buffer.from(text);
  writeWhole(path, content);
  return content.length;
}
