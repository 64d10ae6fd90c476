import { isBeforeCipu, seriesOf } from '../names/series.ts';
import { type Feature, type FeatureKey, featureByKey } from '../registry/features.ts';
import type { MetricDefinition, MetricKey } from '../registry/metrics.ts';
import type { Basis, Evidence } from '../registry/status.ts';
import type { Catalog, FamilyEntry, TypeEntry } from './catalog.ts';
import { formatCondition } from './condition.ts';
import type { DocumentedFamily, Site, Sources, Statement } from './facts.ts';
import { conclusionOn, inferenceFacts } from './findings.ts';
import { formatPlatform } from './report.ts';
import { replyOn, type Said, saidOf, statementsOn } from './statements.ts';
import type { RuleName } from './verdict.ts';

/** Makes evidence from a source: its address is that of the given site, or else of the other one. */
function quote(sources: Sources, sourceId: string, site: Site = 'international') {
  const { pages, edition, kind, title: sourceTitle } = sources[sourceId] ?? sources.overview;
  const url = pages[site] ?? pages.international ?? pages.china ?? null;
  const source = kind === 'own' ? 'stated' : 'documentation';
  return (field: string, value: Evidence['value'], statement: string): Evidence => ({
    source,
    sourceId,
    sourceTitle,
    field,
    value,
    statement,
    url,
    asOf: edition,
  });
}

/** Makes evidence from what the overview pages say of one family. */
function quotePage(family: DocumentedFamily | undefined, { sources }: Catalog) {
  const say = quote(sources, 'overview', family?.statedIn.includes('international') === false ? 'china' : 'international');
  // What is concluded of a family that no document knows stands on no page.
  return family ? say : (...of: Parameters<typeof say>): Evidence => ({ ...say(...of), sourceId: null, sourceTitle: null, url: null });
}

/** A family's documented statement on a feature, in words. What category and level say is read from them. */
function pageStatement({ key, title }: Feature, { id, category, level }: DocumentedFamily, stated: boolean): string {
  if (key === 'bare-metal' && category !== 'Super Computing Cluster') return `The documentation lists ${id} under ${category}.`;
  if (key === 'burstable-cpu') return `The documentation gives ${id} the level ${level}.`;
  return stated ? `The documentation lists ${title} for ${id}.` : `The documentation rules out ${title} for ${id}.`;
}

const says = (status: 'yes' | 'no') => (status === 'yes' ? 'lists' : 'rules out');

/**
 * What another source says of a feature, in words; `scope` names what it is about: a type, a family, some of its types.
 */
function sourceStatement({ title }: Feature, { status, source, where, closed, note }: Statement, scope: string, { sources }: Catalog): string {
  const page = `"${sources[source]?.title ?? source}"`;
  const about = where ? `${scope} with ${formatCondition(where)}` : scope;
  const sentence =
    closed && status === 'no' ? `${page} lists ${title} for others alone, and not for ${about}.` : `${page} ${says(status)} ${title} for ${about}.`;
  return note ? `${sentence} ${note}` : sentence;
}

/**
 * Evidence of replies for one feature over some types: one statement for each answer and source, naming one type and
 * the count.
 */
function replyEvidence(types: readonly TypeEntry[], key: FeatureKey, { source, sources }: Catalog): Evidence[] {
  const groups = new Map<string, { readonly evidence: Evidence; count: number }>();
  for (const type of types) {
    const reply = replyOn(key, type);
    if (!reply) continue;
    const { status, shown } = reply.shown;
    const group = groups.get(`${status} ${reply.of?.source} ${reply.of?.asOf}`);
    if (group) group.count += 1;
    else {
      const words = shown.map(({ field, value }) => `${field} ${value === '' ? '""' : value}`);
      const evidence: Evidence = {
        source: 'api',
        sourceId: reply.of?.source ?? null,
        sourceTitle: reply.of && (sources[reply.of.source]?.title ?? null),
        field: shown.map(({ field }) => field).join(', '),
        value: shown.length === 1 && shown[0] ? shown[0].value : shown.map(({ value }) => value).join(', '),
        statement: `${type.id} has ${words.join(', ')}`,
        url: reply.of?.url ?? null,
        asOf: reply.of?.asOf ?? source.asOf,
      };
      groups.set(`${status} ${reply.of?.source} ${reply.of?.asOf}`, { evidence, count: 1 });
    }
  }
  return [...groups.values()].map(({ evidence, count }) => {
    const rest = count > 1 ? `, and ${count - 1} more of ${types.length} types alike` : '';
    return { ...evidence, statement: `${evidence.statement}${rest}.` };
  });
}

/** What pages and own files say of a feature of a type, that which decides first. */
function typeEvidence(feature: Feature, entry: FamilyEntry, type: TypeEntry, catalog: Catalog): Evidence[] {
  return saidOf(feature.key, entry, type).map(({ status, by }: Said) => {
    if (by === 'table') {
      const statement = `The documentation's type table ${says(status)} ${feature.title} for ${type.id}.`;
      return quotePage(entry.documented, catalog)(feature.title, status === 'yes', statement);
    }
    return by === 'page' ? pageEvidence(feature, entry, catalog) : statementEvidence(feature, by, by.types ? type.id : entry.id, catalog);
  });
}

/** What pages and own files say of a feature of a family, its types included: the overview pages first. */
function familyEvidence(feature: Feature, entry: FamilyEntry, catalog: Catalog): Evidence[] {
  const { key, title } = feature;
  const found: Evidence[] = [];
  if (entry.documented?.features[key] !== undefined) found.push(pageEvidence(feature, entry, catalog));
  const types = entry.types();
  for (const stated of [true, false]) {
    const inTable = types.filter(({ documented }) => documented?.features[key] === stated).length;
    if (inTable === 0) continue;
    const statement = `The documentation's type table ${says(stated ? 'yes' : 'no')} ${title} for ${inTable} of ${types.length} types of ${entry.id}.`;
    found.push(quotePage(entry.documented, catalog)(title, stated, statement));
  }
  for (const statement of statementsOn(key, entry)) {
    const count = statement.types?.length;
    const scope = count ? `${count} ${count === 1 ? 'type' : 'types'} of ${entry.id}` : statement.where ? `types of ${entry.id}` : entry.id;
    found.push(statementEvidence(feature, statement, scope, catalog));
  }
  return found;
}

function pageEvidence(feature: Feature, { documented }: FamilyEntry, catalog: Catalog): Evidence {
  const stated = documented?.features[feature.key] === true;
  return quotePage(documented, catalog)(feature.title, stated, documented ? pageStatement(feature, documented, stated) : '');
}

function statementEvidence(feature: Feature, statement: Statement, scope: string, catalog: Catalog): Evidence {
  const about = statement.where && !/types? of/.test(scope) ? `types of ${scope}` : scope;
  const say = quote(catalog.sources, statement.source, statement.site);
  return say(feature.title, statement.status === 'yes', sourceStatement(feature, statement, about, catalog));
}

/**
 * What is said of one feature of a family or, with a type, of that type: by the API first. Empty when nobody says
 * anything.
 */
function saidEvidence(feature: Feature, entry: FamilyEntry, catalog: Catalog, type?: TypeEntry): Evidence[] {
  const replies = replyEvidence(type ? [type] : entry.types(), feature.key, catalog);
  return [...replies, ...(type ? typeEvidence(feature, entry, type, catalog) : familyEvidence(feature, entry, catalog))];
}

/**
 * All evidence on one feature of a family or, with a type, of that type; where nobody says anything, what a conclusion
 * rests on.
 */
export function featureEvidence(feature: Feature, entry: FamilyEntry, catalog: Catalog, type?: TypeEntry): Evidence[] {
  const said = saidEvidence(feature, entry, catalog, type);
  // What holds for single types of a family leaves the others to conclusions.
  const isSettled = type
    ? said.length > 0
    : entry.types().every((one) => replyOn(feature.key, one) || saidOf(feature.key, entry, one).length > 0) && said.length > 0;
  const conclusion = isSettled ? undefined : conclusionOn(feature.key, entry);
  if (!conclusion) return said;
  const ground = conclusion.ground(inferenceFacts(entry), feature.key);
  return [...said, quotePage(entry.documented, catalog)(feature.title, false, ground)];
}

/** The basis of what evidence says by itself. */
export function basisOf({ source }: Evidence): Basis {
  return source === 'documentation' ? 'documented' : source;
}

/**
 * Evidence of a documented property that is neither feature nor metric, such as `diskTypes`; none of a family that no
 * document knows.
 */
export function propertyEvidence({ documented }: FamilyEntry, catalog: Catalog, field: string, value: string, statement: string): Evidence[] {
  return documented ? [quotePage(documented, catalog)(field, value, statement)] : [];
}

/**
 * The evidence for a figure of a type, that which counts first: the newest reply that has it, then a page on the
 * subject or an own file, then the page of the family.
 */
export function metricEvidence(metric: MetricDefinition & { readonly key: MetricKey }, entry: FamilyEntry, type: TypeEntry, catalog: Catalog): Evidence[] {
  const { key, title, unit, api } = metric;
  const words = (value: number) => `${title} of ${type.id}: ${`${value} ${unit}`.trim()}.`;
  const found: Evidence[] = [];
  const reply = (value: number | undefined, origin: Pick<Evidence, 'sourceId' | 'sourceTitle' | 'url' | 'asOf'>) => {
    if (value !== undefined) found.push({ source: 'api', ...origin, field: api?.fields.join(', ') ?? title, value, statement: words(value) });
  };
  reply(type.observed?.metrics[key], { sourceId: null, sourceTitle: null, url: null, asOf: catalog.source.asOf });
  for (const { metrics, source, url, asOf } of type.recorded ?? []) {
    reply(metrics[key], { sourceId: source, sourceTitle: catalog.sources[source]?.title ?? null, url, asOf });
  }
  const figure = type.figures?.[key];
  const by = entry.figures.findLast((one) => one.metric === key && one.types.includes(type.id));
  if (figure !== undefined && by) found.push(quote(catalog.sources, by.source)(title, figure, words(figure)));
  const documented = type.documented?.metrics[key];
  if (documented !== undefined) found.push(quotePage(entry.documented, catalog)(title, documented, words(documented)));
  return found;
}

/** All evidence that bears on the CIPU verdict of a family, whichever rule decides. */
export function verdictEvidence(entry: FamilyEntry, catalog: Catalog, rule: RuleName | null): Evidence[] {
  const found: Evidence[] = [];
  const { documented, observed } = entry;
  const say = quotePage(documented, catalog);
  for (const platform of documented?.platforms ?? []) {
    const name = formatPlatform(platform);
    found.push(say('architecture', name, `The documentation names ${name} as the architecture of ${entry.id}.`));
  }
  const erdma = featureByKey.get('erdma');
  if (erdma) found.push(...saidEvidence(erdma, entry, catalog));
  if (rule !== 'before-cipu') return found;
  const generation = observed?.generation;
  if (generation) {
    const statement = `DescribeInstanceTypeFamilies gives ${entry.id} the generation ${generation}.`;
    const { asOf } = catalog.source;
    found.push({ source: 'api', sourceId: null, sourceTitle: null, field: 'Generation', value: generation, statement, url: null, asOf });
  }
  const series = isBeforeCipu(entry.id) ? seriesOf(entry.id) : undefined;
  if (series) {
    const statement = `The name places ${entry.id} in generation ${series.generation} of series ${series.series}, on sale before CIPU was announced in 2022.`;
    found.push(say('family', entry.id, statement));
  }
  return found;
}
