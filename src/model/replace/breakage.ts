import type { Candidate } from '../catalog/candidate.ts';
import type { Catalog } from '../catalog/catalog.ts';
import { featureEvidence, metricEvidence, propertyEvidence } from '../catalog/evidence.ts';
import { replyWith } from '../catalog/statements.ts';
import { type FeatureKey, featureByKey } from '../registry/features.ts';
import { type MetricKey, metricDefinitions } from '../registry/metrics.ts';
import type { Evidence } from '../registry/status.ts';
import type { CurrentType } from './current-type.ts';

/** Something that does not work on a replacement as it did before, or that has to be checked before the move. */
export interface Breakage {
  readonly key: string;
  /** `breaks` where it is known to break, `check` where that depends on how it is used, or on something not known. */
  readonly severity: 'breaks' | 'check';
  /** In a few words. */
  readonly title: string;
  /** In full, a sentence or two. */
  readonly statement: string;
  /** Empty where the statement is that something is not known. */
  readonly evidence: readonly Evidence[];
}

type Rule = (from: CurrentType, to: Candidate, catalog: Catalog) => Breakage[];

/** All that breaks, or has to be checked, when one type takes the place of another; what breaks comes first. */
export function breakagesOf(from: CurrentType, to: Candidate, catalog: Catalog): Breakage[] {
  const found = rules.flatMap((rule) => rule(from, to, catalog));
  return (['breaks', 'check'] as const).flatMap((severity) => found.filter((one) => one.severity === severity));
}

const statusOf = ({ report }: Candidate, key: FeatureKey) => report.features[key].status;

function evidenceOf(key: FeatureKey, { entry, type }: Candidate, catalog: Catalog): Evidence[] {
  const feature = featureByKey.get(key);
  return feature ? featureEvidence(feature, entry, catalog, type) : [];
}

const architecture: Rule = (from, to, catalog) => {
  const [before, after] = [from.report.cpuArchitecture, to.report.cpuArchitecture];
  if (before === after) return [];
  if (after === null) {
    const statement = `The CPU architecture of ${to.type.id} is not known: image and software must be made for it.`;
    return [{ key: 'architecture', severity: 'check', title: 'CPU architecture not known', statement, evidence: [] }];
  }
  const statement = `The CPU architecture changes from ${before ?? 'one that is not known'} to ${after}: image and software must be made for it, boot mode included.`;
  const evidence = propertyEvidence(to.entry, catalog, 'cpuArchitecture', after, `The documentation gives ${to.entry.id} the CPU architecture ${after}.`);
  const documented = to.entry.documented?.cpuArchitecture === after;
  return [
    {
      key: 'architecture',
      severity: before === null ? 'check' : 'breaks',
      title: `${after} instead of ${before ?? '?'}`,
      statement,
      evidence: documented ? evidence : [],
    },
  ];
};

/** Where disks are attached as NVMe devices, the image has to say that it supports NVMe. */
const nvmeImage: Rule = (from, to, catalog) => {
  const [before, after] = [statusOf(from, 'nvme'), statusOf(to, 'nvme')];
  const osSupports = from.instance?.osSupportsNvme ?? null;
  if (before === 'yes' || after === 'no' || osSupports === true) return [];
  const refused = 'an image that does not support NVMe is refused (InvalidParameter.NotMatch), and copying an image loses that flag';
  const subject =
    after === 'yes' ? `${to.type.id} attaches disks as NVMe devices` : `Nothing says whether ${to.type.id} attaches disks as NVMe devices; if it does`;
  const instance = osSupports === false ? ` The operating system of ${from.instance?.id} does not support NVMe.` : '';
  const breaks = osSupports === false && after === 'yes';
  return [
    {
      key: 'nvme-image',
      severity: breaks ? 'breaks' : 'check',
      title: after === 'yes' ? 'image must support NVMe' : 'NVMe not known',
      statement: `${subject}${after === 'yes' ? ':' : ','} ${refused}.${instance}`,
      evidence: evidenceOf('nvme', to, catalog),
    },
  ];
};

const diskCategories: Rule = (from, to, catalog) => {
  const [before, after] = [from, to].map(({ entry }) => entry.documented?.diskTypes ?? []);
  if (!before?.length || !after?.length) {
    const names = [from, to].filter(({ entry }) => !entry.documented?.diskTypes.length).map(({ entry }) => entry.id);
    const statement = `The disk categories of ${[...new Set(names)].join(' and ')} are not known.`;
    return [{ key: 'disk-categories', severity: 'check', title: 'disk categories not known', statement, evidence: [] }];
  }
  const gone = before.filter((category) => !after.includes(category));
  if (gone.length === 0) return [];
  const statement = `${to.entry.id} is documented with ${after.join(', ')}; disks of the category ${gone.join(', ')} may have to be changed first.`;
  const said = `The documentation lists the disk categories ${after.join(', ')} for ${to.entry.id}.`;
  const evidence = propertyEvidence(to.entry, catalog, 'diskTypes', after.join(', '), said);
  return [{ key: 'disk-categories', severity: 'check', title: `disk categories not documented: ${gone.join('; ')}`, statement, evidence }];
};

const localDisks: Rule = (from, to, catalog) => {
  if (statusOf(from, 'local-disks') !== 'yes') return [];
  const after = statusOf(to, 'local-disks');
  const then = { yes: `${to.type.id} comes with others`, no: `${to.type.id} has none`, unknown: `nothing says whether ${to.type.id} has any` }[after];
  const statement = `The local disks of ${from.type.id} stay with the host, and their data with them; ${then}.`;
  return [{ key: 'local-disks', severity: 'breaks', title: 'local disks lost', statement, evidence: evidenceOf('local-disks', from, catalog) }];
};

const cpuCredits: Rule = (from, to, catalog) => {
  const [before, after] = [statusOf(from, 'burstable-cpu'), statusOf(to, 'burstable-cpu')];
  if (before === 'yes' && after !== 'yes') {
    const isGone = after === 'no';
    const statement = isGone
      ? `The CPU credits of ${from.type.id} are gone: ${to.type.id} needs none.`
      : `Nothing says whether ${to.type.id} works with CPU credits, as ${from.type.id} does.`;
    return [
      {
        key: 'cpu-credits',
        severity: 'check',
        title: isGone ? 'CPU credits gone' : 'CPU credits not known',
        statement,
        evidence: evidenceOf('burstable-cpu', from, catalog),
      },
    ];
  }
  if (before === 'yes' || after !== 'yes') return [];
  const statement = `The CPU performance of ${to.type.id} is limited by credits.`;
  return [{ key: 'cpu-credits', severity: 'breaks', title: 'CPU limited by credits', statement, evidence: evidenceOf('burstable-cpu', to, catalog) }];
};

const bareMetal: Rule = (from, to, catalog) => {
  const [before, after] = [statusOf(from, 'bare-metal'), statusOf(to, 'bare-metal')];
  if (before === after) return [];
  const words = { yes: 'a whole physical server', no: 'a virtual machine', unknown: 'not known to be a whole physical server or a part of one' };
  const statement = `${from.type.id} is ${words[before]}, ${to.type.id} is ${words[after]}.`;
  return [
    {
      key: 'bare-metal',
      severity: before === 'yes' && after === 'no' ? 'breaks' : 'check',
      title: 'bare metal differs',
      statement,
      evidence: evidenceOf('bare-metal', to, catalog),
    },
  ];
};

const hotMigration: Rule = (from, to, catalog) => {
  if (statusOf(to, 'hot-migration') !== 'no' || statusOf(from, 'hot-migration') === 'no') return [];
  const statement = `${to.type.id} cannot be moved to another host while it runs.`;
  return [{ key: 'hot-migration', severity: 'check', title: 'no hot migration', statement, evidence: evidenceOf('hot-migration', to, catalog) }];
};

/** Hyper-threading that cannot be switched off any more, or another number of threads a core. */
const hyperThreading: Rule = (from, to, catalog) => {
  const found: Breakage[] = [];
  if (statusOf(from, 'ht-adjustable') === 'yes' && statusOf(to, 'ht-adjustable') === 'no') {
    const statement = `Hyper-threading can be switched off on ${from.type.id} and not on ${to.type.id}.`;
    found.push({ key: 'hyper-threading', severity: 'check', title: 'hyper-threading fixed', statement, evidence: evidenceOf('ht-adjustable', to, catalog) });
  }
  const [before, after] = [from, to].map(({ report: { metrics } }) => metrics.vcpus && metrics.physicalCores && metrics.vcpus / metrics.physicalCores);
  if (before && after && before !== after) {
    const statement = `A physical core gives ${after} vCPUs, before ${before}.`;
    found.push({ key: 'threads', severity: 'check', title: 'threads a core differ', statement, evidence: figureEvidence('physicalCores', to, catalog) });
  }
  return found;
};

function figureEvidence(key: MetricKey, { entry, type }: Candidate, catalog: Catalog): Evidence[] {
  const metric = metricDefinitions.find((one) => one.key === key);
  return metric ? metricEvidence(metric, entry, type, catalog).slice(0, 1) : [];
}

const gpuModel: Rule = (from, to, catalog) => {
  if (statusOf(from, 'gpu') !== 'yes' || statusOf(to, 'gpu') !== 'yes') return [];
  const [before, after] = [from, to].map(({ type, entry }) => type.documented?.gpuModel ?? entry.documented?.gpu?.model ?? null);
  if (before && before === after) return [];
  const statement = `The GPU model is ${after ?? 'not known'}, before ${before ?? 'not known'}: check that drivers and software support it.`;
  const evidence = after ? propertyEvidence(to.entry, catalog, 'gpu', after, `The documentation gives ${to.type.id} the GPU ${after}.`) : [];
  return [{ key: 'gpu-model', severity: 'check', title: before && after ? `GPU ${after} instead of ${before}` : 'GPU model not known', statement, evidence }];
};

/** Sites on which the replaced family is documented as sold, and the replacement is not. */
const sites: Rule = (from, to) => {
  const [before, after] = [from.entry.documented?.sold, to.entry.documented?.sold];
  if (!before || !after) return [];
  const gone = (['international', 'china'] as const).filter((site) => before[site] && !after[site]);
  if (gone.length === 0) return [];
  const title = `not documented as sold on the ${gone.join(' or ')} site`;
  return [{ key: 'sites', severity: 'check', title, statement: `${to.entry.id} is ${title}, where ${from.entry.id} is.`, evidence: [] }];
};

/** An image boots in one way only. Each boot mode that the replacement lacks may be the one that the image needs. */
const bootModes: Rule = (from, to, catalog) => {
  const [old, reply] = [from, to].map(({ type }) => replyWith(({ bootModes }) => bootModes, type));
  const [before, after] = [old?.shown, reply?.shown];
  const gone = before && after ? before.filter((mode) => !after.includes(mode)) : [];
  if (!after || gone.length === 0) return [];
  const statement = `${to.type.id} boots by ${after.join(' or ')} only: an image that boots by ${gone.join(' or ')} does not start.`;
  const evidence: Evidence = {
    source: 'api',
    sourceId: reply?.of?.source ?? null,
    sourceTitle: (reply?.of && catalog.sources[reply.of.source]?.title) ?? null,
    field: 'SupportedBootModes.SupportedBootMode',
    value: after.join(', '),
    statement: `${to.type.id} has SupportedBootModes ${after.join(', ')}.`,
    url: reply?.of?.url ?? null,
    asOf: reply?.of?.asOf ?? catalog.source.asOf,
  };
  return [{ key: 'boot-mode', severity: 'check', title: `no boot by ${gone.join(' or ')}`, statement, evidence: [evidence] }];
};

/** Limits on what can be attached, and figures to which software adapts its size. */
const limitKeys: readonly MetricKey[] = ['enis', 'ipv4PerEni', 'ipv6PerEni', 'eris', 'disks', 'dataDisks', 'gpuMemoryGB'];

const limits: Rule = (from, to, catalog) =>
  metricDefinitions
    .filter(({ key }) => limitKeys.includes(key))
    .flatMap(({ key, title, header }) => {
      const [before, after] = [from.report.metrics[key], to.report.metrics[key]];
      if (before === undefined || after === undefined || after >= before) return [];
      const statement = `${title}: at most ${after} on ${to.type.id}, before ${before}.`;
      return [{ key, severity: 'check' as const, title: `${header} ${after}, before ${before}`, statement, evidence: figureEvidence(key, to, catalog) }];
    });

/**
 * Features on which software, images and networks may depend, except those that have a rule of their own or are mere
 * speed.
 */
const reliedOn: readonly FeatureKey[] = [
  ...(['erdma', 'roce', 'ipv6', 'trunk-eni', 'jumbo-frames', 'vpc-encryption', 'elastic-ephemeral-disk', 'persistent-memory'] as const),
  ...(['vtpm', 'secure-boot', 'enclave', 'tdx', 'sgx', 'memory-encryption', 'nested-virtualization', 'ptp', 'nvme'] as const),
];

const lostFeatures: Rule = (from, to, catalog) =>
  reliedOn
    .filter((key) => statusOf(from, key) === 'yes' && statusOf(to, key) === 'no')
    .map((key) => {
      const title = featureByKey.get(key)?.title ?? key;
      return { key, severity: 'check', title: `no ${title}`, statement: `${to.type.id} has no ${title}.`, evidence: evidenceOf(key, to, catalog) };
    });

/** What the replaced type has, and what nobody knows of the replacement. */
const notKnown: Rule = (from, to) => {
  const features = reliedOn.filter((key) => statusOf(from, key) === 'yes' && statusOf(to, key) === 'unknown').map((key) => featureByKey.get(key)?.title ?? key);
  const figures = metricDefinitions.filter(({ key }) => limitKeys.includes(key) && from.report.metrics[key] && to.report.metrics[key] === undefined);
  const missing = [...features, ...figures.map(({ title }) => title)];
  if (missing.length === 0) return [];
  const statement = `Not known of ${to.type.id}, though ${from.type.id} has it: ${missing.join('; ')}.`;
  return [{ key: 'not-known', severity: 'check', title: `not known: ${missing.join('; ')}`, statement, evidence: [] }];
};

const rules: readonly Rule[] = [
  ...[architecture, nvmeImage, localDisks, bareMetal, cpuCredits, diskCategories, bootModes, gpuModel, sites],
  ...[limits, lostFeatures, hyperThreading, hotMigration, notKnown],
];
