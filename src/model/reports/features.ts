import { type Catalog, isOnSale } from '../catalog/catalog.ts';
import type { Source } from '../catalog/facts.ts';
import { familyFindings, typeFindings } from '../catalog/findings.ts';
import { conclusions, describeConclusions } from '../catalog/inference.ts';
import type { Findings } from '../catalog/report.ts';
import { rules } from '../catalog/verdict.ts';
import { type FeatureText, featureTexts } from '../registry/feature-texts.ts';
import { describeFields, type Feature, type FeatureKey, isDocumented } from '../registry/features.ts';
import type { FamilyStatus, Status } from '../registry/status.ts';

/** A rule that may decide a feature, and why it decides as it does. */
export interface FeatureRule {
  readonly rule: string;
  readonly gives: 'yes' | 'no';
  readonly because: string;
}

/** A source that says something of a feature. */
export interface FeatureSource extends Pick<Source, 'title' | 'pages' | 'edition'> {
  readonly id: string;
}

/** All there is to say of a feature, as `features -o json` gives it. */
export interface FeatureReport extends FeatureText, Pick<Feature, 'title' | 'header' | 'summary' | 'characteristics'> {
  readonly key: FeatureKey;
  /** API fields and their condition; null when the API does not show it. */
  readonly api: string | null;
  readonly documentation: boolean;
  /** Rules that conclude it where nobody says anything: "no by type-table". */
  readonly concluded: readonly string[];
  /** The same rules, or those of the verdict on CIPU in their order, with their reasons. */
  readonly rules: readonly FeatureRule[];
  /** How many of the families on sale have it, have it in part, do not, and of how many nobody knows. */
  readonly families: Readonly<Record<FamilyStatus, number>>;
  /** The same of the types of these families. */
  readonly types: Readonly<Record<Status, number>>;
  /** What lists the families that have it, and those that are known not to. */
  readonly commands: { readonly with: string; readonly without: string };
  readonly sources: readonly FeatureSource[];
}

/** Reports on features, counted over the families of a catalog that are on sale. */
export function reportFeatures(features: readonly Feature[], catalog: Catalog): FeatureReport[] {
  const entries = catalog.families.filter(isOnSale);
  const ofFamilies = entries.map(familyFindings);
  let ofTypes: readonly Findings[] | undefined;
  return features.map((feature): FeatureReport => {
    const { key, title, header, summary, characteristics } = feature;
    return {
      key,
      title,
      header,
      summary,
      characteristics,
      ...featureTexts[key],
      api: describeFields(feature),
      documentation: isDocumented(feature),
      concluded: describeConclusions(key),
      rules: rulesOn(key),
      families: count(ofFamilies, key, { yes: 0, some: 0, no: 0, unknown: 0 }),
      // What a table does not show is read when it is asked for.
      get types() {
        ofTypes ??= entries.flatMap((entry) => entry.types().map((type) => typeFindings(type, entry)));
        return count(ofTypes, key, { yes: 0, no: 0, unknown: 0 });
      },
      commands: commandsFor(feature),
      get sources() {
        return sourcesOn(feature, catalog);
      },
    };
  });
}

function count<S extends FamilyStatus>(all: readonly Findings<S>[], key: FeatureKey, none: Record<S, number>): Record<S, number> {
  const counts = { ...none };
  for (const findings of all) counts[findings[key].status] += 1;
  return counts;
}

function rulesOn(key: FeatureKey): FeatureRule[] {
  if (key === 'cipu') return rules.map(({ name, verdict, because }) => ({ rule: name, gives: verdict, because }));
  return conclusions.filter(({ features }) => features.includes(key)).map(({ name, gives, because }) => ({ rule: name, gives, because }));
}

/** Where only the API shows a feature, only it can list who has it. */
function commandsFor(feature: Feature): FeatureReport['commands'] {
  const { key } = feature;
  if (key === 'cipu') return { with: 'cipu families --cipu yes', without: 'cipu families --cipu no' };
  const source = isDocumented(feature) ? '' : ' --live';
  return { with: `cipu families --has ${key}${source}`, without: `cipu families --lacks ${key}${source}` };
}

/** The sources of what is needed, then those that say who has it, then the pages that describe every family. */
function sourcesOn(feature: Feature, { known, sources }: Catalog): FeatureSource[] {
  const needed = featureTexts[feature.key].needs.flatMap(({ source }) => source ?? []);
  const stated = known.flatMap((entry) => entry.statements.filter((statement) => statement.feature === feature.key).map(({ source }) => source));
  const described = isDocumented(feature) || feature.key === 'cipu' ? ['overview'] : [];
  const ids = new Set([...needed.filter((id) => id !== 'overview'), ...stated, ...described]);
  return [...ids].flatMap((id) => {
    const source = sources[id];
    return source ? [{ id, title: source.title, pages: source.pages, edition: source.edition }] : [];
  });
}
