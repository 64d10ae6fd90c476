import { isBeforeCipu, seriesOf } from '../names/series.ts';
import { type Feature, type FeatureKey, featureByKey } from '../registry/features.ts';
import type { MetricDefinition } from '../registry/metrics.ts';
import type { Evidence } from '../registry/status.ts';
import type { Catalog, FamilyEntry, TypeEntry } from './catalog.ts';
import type { DocumentationPages, DocumentedFamily, Platform } from './facts.ts';
import type { RuleName } from './verdict.ts';

/** A family's documented statement on a feature, in words. That a family is no bare metal is read from its category. */
function documentedStatement({ key, title }: Feature, { id, category }: DocumentedFamily, stated: boolean): string {
  if (key === 'bare-metal') return `The documentation lists ${id} under ${category}.`;
  return stated ? `The documentation lists ${title} for ${id}.` : `The documentation rules out ${title} for ${id}.`;
}

/** Makes evidence of documented statements about one family. */
function documented(family: DocumentedFamily, { pages, asOf }: DocumentationPages) {
  const url = pages[family.statedIn.includes('international') ? 'international' : 'china'];
  return (field: string, value: Evidence['value'], statement: string): Evidence => ({ source: 'documentation', field, value, statement, url, asOf });
}

const platformName = ({ name, generation }: Platform) => (generation === null ? name : `${name} ${generation}`);

/** Evidence for one feature of a type as its API reply shows it; undefined when it does not. */
function observedEvidence(type: TypeEntry, key: FeatureKey, asOf: string): Evidence | undefined {
  const observed = type.observed?.features[key];
  if (!observed) return undefined;
  const { shown } = observed;
  const words = shown.map(({ field, value }) => `${field} ${value === '' ? '""' : value}`);
  return {
    source: 'api',
    field: shown.map(({ field }) => field).join(', '),
    value: shown.length === 1 && shown[0] ? shown[0].value : shown.map(({ value }) => value).join(', '),
    statement: `${type.id} has ${words.join(', ')}.`,
    url: null,
    asOf,
  };
}

/**
 * Evidence from the API for one feature over a family: one statement for each answer, naming one type and the count.
 */
function observedOverTypes(types: readonly TypeEntry[], key: FeatureKey, asOf: string): Evidence[] {
  return (['yes', 'no'] as const).flatMap((status) => {
    const alike = types.filter((type) => type.observed?.features[key]?.status === status);
    const sample = alike[0] && observedEvidence(alike[0], key, asOf);
    if (!sample) return [];
    const rest = alike.length > 1 ? `, and ${alike.length - 1} more of ${types.length} types alike` : '';
    return [{ ...sample, statement: sample.statement.replace(/\.$/, `${rest}.`) }];
  });
}

/**
 * All evidence on one feature of a family or, with a type, of that type; API first. Empty when nobody says anything.
 */
export function featureEvidence(feature: Feature, entry: FamilyEntry, catalog: Catalog, type?: TypeEntry): Evidence[] {
  const { key, title } = feature;
  // Most features are stated for a family as a whole: only those that single types speak of need the types.
  const types = type ? [type] : entry.summary.features[key] ? entry.types() : [];
  const found = observedOverTypes(types, key, catalog.source.asOf);
  if (!entry.documented) return found;
  const say = documented(entry.documented, catalog.documentation);
  const family = entry.documented.features[key];
  if (family !== undefined) found.push(say(title, family, documentedStatement(feature, entry.documented, family)));
  const stated = types.filter((one) => one.documented?.features[key] !== undefined);
  const sample = stated[0]?.documented?.features[key];
  if (sample !== undefined) {
    found.push(
      say(
        title,
        sample,
        `The documentation's type table ${sample ? 'lists' : 'rules out'} ${title} for ${type ? type.id : `${stated.length} of ${types.length} types of ${entry.id}`}.`,
      ),
    );
  }
  return found;
}

/**
 * Evidence of a documented property that is neither feature nor metric, such as `diskTypes`; none of a family that no
 * document knows.
 */
export function propertyEvidence({ documented: family }: FamilyEntry, { documentation }: Catalog, field: string, value: string, statement: string): Evidence[] {
  return family ? [documented(family, documentation)(field, value, statement)] : [];
}

/** The evidence for a figure of a type, which is known from the API or from the documentation. */
export function metricEvidence(
  { title, unit, api }: MetricDefinition,
  value: number,
  basis: 'api' | 'documented',
  { documented: family }: FamilyEntry,
  { id }: TypeEntry,
  { source, documentation }: Catalog,
): Evidence {
  const statement = `${title} of ${id}: ${`${value} ${unit}`.trim()}.`;
  if (basis === 'api') return { source: 'api', field: api?.fields.join(', ') ?? title, value, statement, url: null, asOf: source.asOf };
  if (family) return documented(family, documentation)(title, value, statement);
  return { source: 'documentation', field: title, value, statement, url: null, asOf: documentation.asOf };
}

/** All evidence that bears on the CIPU verdict of a family, whichever rule decides. */
export function verdictEvidence(entry: FamilyEntry, catalog: Catalog, rule: RuleName | null): Evidence[] {
  const found: Evidence[] = [];
  if (entry.documented) {
    const say = documented(entry.documented, catalog.documentation);
    for (const platform of entry.documented.platforms) {
      found.push(say('architecture', platformName(platform), `The documentation names ${platformName(platform)} as the architecture of ${entry.id}.`));
    }
  }
  const erdma = featureByKey.get('erdma');
  if (erdma && (entry.documented?.features.erdma !== undefined || entry.summary.features.erdma)) found.push(...featureEvidence(erdma, entry, catalog));
  if (rule !== 'before-cipu') return found;
  const generation = entry.observed?.generation;
  if (generation)
    found.push({
      source: 'api',
      field: 'Generation',
      value: generation,
      statement: `DescribeInstanceTypeFamilies gives ${entry.id} the generation ${generation}.`,
      url: null,
      asOf: catalog.source.asOf,
    });
  const series = isBeforeCipu(entry.id) ? seriesOf(entry.id) : undefined;
  if (series) {
    const statement = `The name places ${entry.id} in generation ${series.generation} of series ${series.series}, on sale before CIPU was announced in 2022.`;
    const { documentation } = catalog;
    found.push(
      entry.documented
        ? documented(entry.documented, documentation)('family', entry.id, statement)
        : { source: 'documentation', field: 'family', value: entry.id, statement, url: null, asOf: documentation.asOf },
    );
  }
  return found;
}
