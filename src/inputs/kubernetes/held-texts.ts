import { decodeBase64 } from '../../documents/base64.ts';
import type { Path } from '../../documents/document.ts';
import { isRecord } from '../../model/record.ts';
import type { HeldText } from '../reader.ts';
import { namesTypes } from '../text.ts';
import { addressOf } from './address.ts';

/** Maps of texts in Base64, in which a name does not show. */
const encodedMaps: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['Secret', ['data']],
  ['ConfigMap', ['binaryData']],
]);

/** The texts in a manifest that no name leads to: those in Base64, and the values of charts. */
export function findHeldTexts(manifest: unknown): HeldText[] {
  const visit = (value: unknown, path: Path, above: string | null): HeldText[] => {
    const address = addressOf(value) ?? above;
    if (Array.isArray(value)) return value.flatMap((item, i) => visit(item, [...path, i], address));
    if (!isRecord(value)) return [];
    const maps = encodedMaps.get(value.kind) ?? [];
    return Object.entries(value).flatMap(([key, part]) => {
      if (maps.includes(key) && isRecord(part)) return Object.entries(part).flatMap(([name, text]) => decoded(text, [...path, key, name], address));
      if (key === 'values' && typeof part === 'string') return [{ path: [...path, key], text: part, address }];
      return visit(part, [...path, key], address);
    });
  };
  return visit(manifest, [], null);
}

function decoded(text: unknown, path: Path, address: string | null): HeldText[] {
  const plain = typeof text === 'string' ? decodeBase64(text) : '';
  return namesTypes(plain) ? [{ path, text: plain, address, otherwise: 'It holds, in Base64, a text that names types and is not understood.' }] : [];
}
