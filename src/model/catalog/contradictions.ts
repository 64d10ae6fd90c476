import { type FeatureKey, featureDefinitions } from '../registry/features.ts';
import type { FamilyEntry } from './catalog.ts';
import { inferenceFacts } from './findings.ts';
import { conclude } from './inference.ts';
import { replyOn, type Said, saidOf } from './statements.ts';

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

/** A recorded reply that says the opposite of what would be said without it. */
export interface Refutation {
  readonly name: string;
  readonly feature: FeatureKey;
  readonly status: 'yes' | 'no';
  /** Of when the reply is. */
  readonly asOf: string;
  /** The id of a source, or the name of a conclusion. */
  readonly against: string;
}

/** What the recorded replies of a family's types say against pages, or where these are silent against a conclusion. */
export function refutationsIn(entry: FamilyEntry): Refutation[] {
  const types = entry.types();
  // A reply of eRDMA makes a verdict of its own, on which no conclusion may rest that it is held against.
  const { ready: _, ...unheard } = { ...entry, types: () => types.map(({ recorded: __, observed: ___, ...type }) => type) };
  return types.flatMap((type) =>
    featureDefinitions.flatMap(({ key: feature }): Refutation[] => {
      const reply = replyOn(feature, type);
      if (!reply?.of) return [];
      const [said] = saidOf(feature, entry, type);
      const conclusion = said ? undefined : conclude(feature, inferenceFacts(unheard));
      const otherwise = said?.status ?? conclusion?.gives;
      const { status } = reply.shown;
      if (otherwise === undefined || otherwise === status) return [];
      const against = said ? (typeof said.by === 'string' ? 'overview' : said.by.source) : (conclusion?.name ?? '');
      return [{ name: type.id, feature, status, asOf: reply.of.asOf, against }];
    }),
  );
}
