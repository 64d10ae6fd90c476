import { fileURLToPath } from 'node:url';
import { type FamilyFile, toRecords } from '../../src/facts/files.ts';
import { readFacts } from '../../src/facts/read.ts';

/** Where the facts are. */
export const factsDirectory = fileURLToPath(new URL('../../src/facts/data', import.meta.url));

/** The facts as the files have them. */
export const facts = await readFacts(factsDirectory);

/** The families as the overview pages describe them. */
export const familyFiles: readonly FamilyFile[] = facts.families.map(({ value }) => value);

/** A row of a table of types, with the family that it belongs to. */
export interface TypeRow {
  readonly type: string;
  readonly family: string;
  readonly [column: string]: unknown;
}

/** The types as the overview pages describe them. */
export const typeRows: readonly TypeRow[] = familyFiles.flatMap(({ family, types }) =>
  toRecords(types).map((row) => ({ ...row, type: String(row.type), family })),
);
