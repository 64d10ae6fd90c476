import type { Path } from '../documents/document.ts';
import { memoize } from '../model/memo.ts';
import { findNames } from '../model/names/named-in-text.ts';

/** Last words of keys under which people write what they like. */
const freeWords = new Set(
  'name names alias title label labels tag tags description desc comment comments remark remarks note notes summary documentation doc readme help hint reason purpose'.split(
    ' ',
  ),
);

/** Words of keys that make a name the name of a type: `instanceTypeName`. */
const typeWords = new Set('type types family families spec specs class flavor flavour size sizes sku'.split(' '));

/** Keys whose text is given to an instance, or shown, and chooses none. */
const wholeKeys = new Set(['userdata', 'customdata', 'cloudinit', 'cloudconfig', 'motd', 'displayname', 'hostname', 'username']);

/** Keys of maps and lists in which everything is free. */
const freeMaps = new Set(['tags', 'labels', 'volumetags', 'defaulttags', 'freeformtags']);

const wordsOf = (key: string) =>
  key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter(Boolean);

/** Whether the text under a key is free: a name, a description, a tag, the data for an instance. */
export const isFreeText: (key: string) => boolean = memoize((key) => {
  const words = wordsOf(key);
  if (wholeKeys.has(words.join(''))) return true;
  return freeWords.has(words.at(-1) ?? '') && !words.some((word) => typeWords.has(word));
});

/** Whether everything under a key is free text: tags and labels. */
export const isFreeMap: (key: string) => boolean = memoize((key) => freeMaps.has(wordsOf(key).join('')));

/** Keys of lists and maps whose entries are types, so that the name of an entry is the name of a type. */
const holdsTypeEntries = /(?:types?|famil(?:y|ies)|specs?|flavou?rs?|sizes?|classes|skus?)$/i;

/**
 * Whether a path leads to free text: by its last key, or through tags or labels. The name of an entry of a list of
 * types is none when it is the name of a type.
 */
export function leadsToFreeText(path: Path, text?: unknown): boolean {
  const keys = path.filter((step) => typeof step === 'string');
  const last = keys.at(-1);
  if (keys.some(isFreeMap)) return true;
  if (last === undefined || !isFreeText(last)) return false;
  return !(isTypeName(text) && keys.slice(0, -1).some((key) => holdsTypeEntries.test(key)));
}

function isTypeName(text: unknown): boolean {
  const [name] = typeof text === 'string' ? findNames(text) : [];
  return name?.isType === true && name.start === 0 && name.end === String(text).length;
}
