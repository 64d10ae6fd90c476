import { readFileSync } from 'node:fs';
import type { FamilyRow, TypeRow } from '../../src/facts/rows.ts';

const directory = new URL('../../src/facts/data/', import.meta.url);
const lines = (file: string): unknown[] =>
  readFileSync(new URL(file, directory), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

/** The documented families as they were read from the pages. */
export const familyRows = lines('families.jsonl') as FamilyRow[];

/** The documented types as they were read from the pages. */
export const typeRows = lines('types.jsonl') as TypeRow[];

/** The pages and their date. */
export const pages: unknown = JSON.parse(readFileSync(new URL('meta.json', directory), 'utf8'));
