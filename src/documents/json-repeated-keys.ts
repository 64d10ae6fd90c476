import type { Path } from './document.ts';
import { endOfString } from './json-strings.ts';

/** A key that stands in an object a second time. */
interface RepeatedKey {
  /** Leads to the object. */
  readonly holder: Path;
  readonly key: string;
  readonly line: number;
}

/** An object or list that is open where a text is read. */
interface Open {
  /** Undefined for a list. */
  readonly keys: Set<string> | undefined;
  step: string | number;
}

/** The keys that stand twice in an object of a text that is known to be JSON. */
export function findRepeatedKeys(text: string): RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const open: Open[] = [];
  const token = /["{}[\],:]/g;
  let line = 1;
  let lineEnd = text.indexOf('\n');
  let isKey = false;
  for (let match = token.exec(text); match; match = token.exec(text)) {
    const holder = open.at(-1);
    if (match[0] === '"') {
      token.lastIndex = endOfString(text, match.index);
      if (!isKey || !holder?.keys) continue;
      const key = String(JSON.parse(text.slice(match.index, token.lastIndex)));
      for (; lineEnd >= 0 && lineEnd < match.index; lineEnd = text.indexOf('\n', lineEnd + 1)) line += 1;
      if (holder.keys.has(key)) found.push({ holder: open.slice(0, -1).map(({ step }) => step), key, line });
      holder.keys.add(key);
      holder.step = key;
      isKey = false;
    } else if (match[0] === '{') open.push({ keys: new Set(), step: '' });
    else if (match[0] === '[') open.push({ keys: undefined, step: 0 });
    else if (match[0] === ',' && typeof holder?.step === 'number') holder.step += 1;
    else if (match[0] !== ':' && match[0] !== ',') open.pop();
    isKey = match[0] === '{' || (match[0] === ',' && open.at(-1)?.keys !== undefined);
  }
  return found;
}
