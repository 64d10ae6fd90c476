/** How deep the JSON of replies and snapshots may nest. What is real nests some ten levels. */
export const maxDepth = 64;

const quote = 0x22;
const backslash = 0x5c;

/**
 * Follows how deep JSON nests while its bytes pass by in chunks; the function gives the depth of the deepest place so
 * far. A parser that is given a million brackets takes gigabytes: this is asked before.
 */
export function createDepthMeter(): (bytes: Uint8Array) => number {
  let [depth, deepest, inText, isEscaped] = [0, 0, false, false];
  return (bytes) => {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i];
      if (inText) {
        if (isEscaped) isEscaped = false;
        else if (byte === backslash) isEscaped = true;
        else if (byte === quote) inText = false;
      } else if (byte === quote) inText = true;
      else if (byte === 0x5b || byte === 0x7b) {
        depth++;
        if (depth > deepest) deepest = depth;
      } else if (byte === 0x5d || byte === 0x7d) depth--;
    }
    return deepest;
  };
}
