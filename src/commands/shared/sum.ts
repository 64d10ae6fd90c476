import type { CatalogSource } from '../../model/catalog/catalog.ts';
import type { FamilyReport, TypeReport } from '../../model/catalog/report.ts';
import { featureDefinitions } from '../../model/registry/features.ts';
import type { FamilyStatus } from '../../model/registry/status.ts';

/** The features that the default table shows. */
const shownFeatures = featureDefinitions.filter(({ tableRank }) => tableRank !== undefined);

/** What some families or types come to, in a sentence: where they are from, how many are on CIPU and have what. */
export function sumOf(
  kind: 'families' | 'types',
  rows: readonly Pick<FamilyReport | TypeReport, 'cipu' | 'features'>[],
  source: CatalogSource,
  retiredLeftOut: number,
): string {
  const count = (verdict: string) => rows.filter(({ cipu }) => cipu.verdict === verdict).length;
  const statusOf = ({ features }: (typeof rows)[number], key: (typeof shownFeatures)[number]['key']): FamilyStatus => features[key].status;
  const others = [`${count('no')} not`, `${count('unknown')} not known`].filter((words) => !words.startsWith('0 '));
  const verdicts = [`${count('yes')} on CIPU`, ...others];
  const having = shownFeatures.flatMap(({ key, header }) => {
    const number = rows.filter((row) => ['yes', 'some'].includes(statusOf(row, key))).length;
    return number > 0 ? [`${number} ${header}`] : [];
  });
  const features = having.length > 0 ? `; ${having.join(', ').replace(' ', ' with ')}` : '';
  const from = retiredLeftOut > 0 ? `${origin(source)}; ${retiredLeftOut} retired left out` : origin(source);
  return `${rows.length} ${kind} (${from}): ${verdicts.join(', ')}${features}.`;
}

function origin({ type, asOf, regions }: CatalogSource): string {
  if (type === 'embedded') return `documentation of ${asOf}`;
  const where = regions.length > 3 ? `${regions.length} regions` : regions.join(', ');
  return `${type === 'live' ? 'ECS API' : 'snapshot'} of ${where}, ${asOf.slice(0, 10)}`;
}
