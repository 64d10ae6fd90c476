import { UsageError } from '../errors.ts';

/** Files that people mistake for an input, by their first bytes. */
const packed = [
  {
    magic: [0x50, 0x4b, 0x03, 0x04],
    problem: 'is a packed file, such as the plan file that terraform plan -out writes, and not text',
    hint: 'terraform show -json PLAN > plan.json',
  },
  { magic: [0x1f, 0x8b], problem: 'is packed with gzip, and not text', hint: 'unpack it: gzip -dc FILE | cipu check --from -' },
] as const;

/**
 * The text of an input: UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it. The mark is left out. Throws
 * UsageError for what is not text.
 */
export function decodeText(content: Uint8Array, name: string): string {
  const archive = packed.find(({ magic }) => magic.every((byte, i) => content[i] === byte));
  if (archive) throw new UsageError(`${name} ${archive.problem}.`, { hint: archive.hint });
  const text = decode(content, name);
  if (text.includes('\0')) throw notText(name);
  return text;
}

function decode(content: Uint8Array, name: string): string {
  const [first, second] = content;
  const encoding = first === 0xff && second === 0xfe ? 'utf-16le' : first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content);
  } catch (error) {
    throw notText(name, error);
  }
}

function notText(name: string, cause?: unknown): UsageError {
  return new UsageError(`${name} is not text in UTF-8 or UTF-16.`, { hint: 'save it as UTF-8', cause });
}
