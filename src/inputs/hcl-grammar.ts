import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Parser } from 'web-tree-sitter';

/**
 * The grammar that the build takes from its package. `src/inputs/` and `dist/lib/` both lie two levels below the
 * package.
 */
const grammar = join(import.meta.dirname, '../../dist/grammar/terraform.wasm');

let opening: Promise<Parser> | undefined;

/**
 * The parser of Terraform's language. Loads WebAssembly the first time: only inputs with Terraform code may ask for it.
 */
export function openParser(): Promise<Parser> {
  opening ??= open();
  return opening;
}

async function open(): Promise<Parser> {
  const { Language, Parser } = await import('web-tree-sitter');
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(grammar)));
  return parser;
}
