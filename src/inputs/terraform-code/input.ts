import type { Target } from '../../model/policy/target.ts';
import type { Findings, ReadOptions } from '../input.ts';
import { mentionsIn } from './mentions.ts';
import { readTerraformCode } from './read.ts';

/**
 * Reads the targets of a file of Terraform code: what its resources choose as far as that is known before a plan, and
 * each name that stands elsewhere and is not understood. Rejects with UsageError for what is not Terraform code.
 */
export async function readCode(file: string, content: Uint8Array, options: ReadOptions): Promise<Findings> {
  const { found, gaps, body, absent } = await readTerraformCode(file, content, options.code ?? noCode);
  const chosen = found.map(
    ({ name, unknown, choice, address, at }): Target => ({ name, unknown, ...(choice && { choice }), place: { ...(at ?? nowhere(file)), address } }),
  );
  const explained = new Set(found.flatMap(({ at }) => (at ? [keyOf(at)] : [])));
  const names = new Set(found.map(({ name }) => name));
  const mentions = mentionsIn(body, (block) => absent.has(block));
  // A key that something is made for is found where it is used.
  const others = mentions.filter(({ name, at, isKey }) => !explained.has(keyOf(at)) && !(isKey && names.has(name)));
  const unexplained = others.map(({ name, at }): Target => ({ name, unknown: null, isUnexplained: true, place: { ...at, address: null } }));
  return { format: 'terraform', targets: [...chosen, ...unexplained], gaps, notes: [] };
}

const noCode = { variables: new Map<string, string>(), variableFiles: [] };

const nowhere = (file: string) => ({ file, line: null, column: null });

const keyOf = ({ file, line, column }: { readonly file: string; readonly line: number; readonly column: number }) => `${file}:${line}:${column}`;
