import type { FeatureKey } from '../registry/features.ts';
import type { FamilyEntry } from './catalog.ts';
import { type Said, saidOf } from './statements.ts';

/**
 * Two statements of one basis that say the opposite of a type, or of a family without types, and that reach equally
 * far.
 */
export interface Opposition {
  readonly feature: FeatureKey;
  readonly name: string;
  readonly one: Said;
  readonly other: Said;
}

/** What the sources of one basis say against each other of a family and its types: nothing decides between them. */
export function oppositionsIn(entry: FamilyEntry): Opposition[] {
  const features = [...new Set(entry.statements.map(({ feature }) => feature))];
  const types = entry.types();
  return features.flatMap((feature) =>
    (types.length > 0 ? types : [undefined]).flatMap((type) => {
      const said = saidOf(feature, entry, type);
      return said.flatMap((one, i) =>
        said
          .slice(i + 1)
          .filter(({ status, basis, reach }) => status !== one.status && basis === one.basis && reach === one.reach)
          .map((other) => ({ feature, name: type?.id ?? entry.id, one, other })),
      );
    }),
  );
}
