import type { Checked } from '../documents/checked-file.ts';
import type { Path } from '../documents/document.ts';
import type { UsageError } from '../errors.ts';
import type { FamilyEntry } from '../model/catalog/catalog.ts';
import { oppositionsIn } from '../model/catalog/contradictions.ts';
import { originOf } from './entries.ts';
import type { FigureFacts, StatementFacts, StatementsFile } from './files.ts';

/** Where two sources say the opposite of the same type, and neither is about fewer types than the other. */
export function findContradictions(entries: readonly FamilyEntry[], statements: readonly Checked<StatementsFile>[]): UsageError[] {
  const places = new Map<StatementFacts | FigureFacts, { readonly file: Checked<StatementsFile>; readonly path: Path }>();
  for (const file of statements) {
    for (const [i, facts] of (file.value.statements ?? []).entries()) places.set(facts, { file, path: ['statements', i, 'status'] });
    for (const [i, facts] of (file.value.figures ?? []).entries()) places.set(facts, { file, path: ['figures', i, 'values'] });
  }
  const found = new Map<StatementFacts | FigureFacts, UsageError>();
  for (const entry of entries) {
    for (const { feature, name, one, other } of oppositionsIn(entry)) {
      const [statement, against] = typeof other.by === 'string' ? [one, other] : [other, one];
      const origin = typeof statement.by === 'string' ? undefined : originOf(statement.by);
      const place = origin && places.get(origin);
      if (!origin || !place || found.has(origin)) continue;
      const rival = typeof against.by === 'string' ? 'the overview' : against.by.source;
      found.set(
        origin,
        place.file.mistake(place.path, `${origin.source} says ${statement.status} to ${feature} of ${name}, and ${rival} says ${against.status}.`),
      );
    }
  }
  return [...found.values()];
}
