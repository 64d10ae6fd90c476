import { describe, expect, it } from 'vitest';
import { addOwnFacts } from '../../src/facts/own-facts.ts';
import { type Catalog, joinObservations } from '../../src/model/catalog/catalog.ts';
import { featureEvidence, metricEvidence } from '../../src/model/catalog/evidence.ts';
import { inspectFamily, inspectType } from '../../src/model/catalog/inspect.ts';
import { findSubject } from '../../src/model/catalog/lookup.ts';
import { featureByKey } from '../../src/model/registry/features.ts';
import { metricByKey, metricDefinitions } from '../../src/model/registry/metrics.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';

const sources = 'sources:\n  ours: {title: Our measurements, edition: "2026-10"}\n';
const statement = (text: string) => `${sources}statements:\n  - ${text.split('\n').join('\n    ')}\n`;
const add = (text: string) => addOwnFacts(openEmbeddedCatalog(), Buffer.from(text), 'own.yaml', '2026-11-28');

describe("an organisation's own facts", () => {
  it('are stated, with their source and date, and leave the rest as it is', async () => {
    const catalog = await add(statement('feature: sriov\nstatus: yes\nfamilies: [ecs.g8i]\nwhere: vcpus >= 8\nsource: ours'));
    const entry = catalog.families.find(({ id }) => id === 'ecs.g8i');
    const sriov = featureByKey.get('sriov');
    if (!entry || !sriov) throw new Error('no g8i');
    expect(inspectFamily(entry, catalog).features.sriov).toEqual({ status: 'some', basis: 'stated', condition: 'from 8 vCPUs' });
    expect(featureEvidence(sriov, entry, catalog)).toMatchObject([{ source: 'stated', sourceId: 'ours', asOf: '2026-10' }]);
    const old = openEmbeddedCatalog().families;
    expect(catalog.families.filter((one) => !old.includes(one)).map(({ id }) => id)).toEqual(['ecs.g8i']);
    expect(inspectFamily(entry, catalog).features.erdma).toEqual({ status: 'yes', basis: 'documented' });
  });

  it('may be figures of types', async () => {
    const catalog = await add(`${sources}figures:\n  - {metric: queuePairs, source: ours, values: {ecs.g8i.xlarge: 77}}\n`);
    const entry = catalog.families.find(({ id }) => id === 'ecs.g8i');
    const type = entry?.types().find(({ id }) => id === 'ecs.g8i.xlarge');
    expect(entry && type && inspectType(type, entry).metrics.queuePairs).toBe(77);
  });

  const figures = (...groups: string[]) => `${sources}figures:\n${groups.map((group) => `  - {source: ours, ${group}}\n`).join('')}`;
  const typeOf = (catalog: Catalog, id: string) => {
    const subject = findSubject(catalog, id);
    if (!subject?.type) throw new Error(`no ${id}`);
    return { ...subject, type: subject.type, report: inspectType(subject.type, subject.entry) };
  };

  it('may give every metric a figure, GPUs and products of columns too', async () => {
    const catalog = await add(figures(...metricDefinitions.map(({ key }) => `metric: ${key}, values: {ecs.g8i.xlarge: 4}`)));
    const { metrics } = typeOf(catalog, 'ecs.g8i.xlarge').report;
    expect(metrics).toEqual(Object.fromEntries(metricDefinitions.map(({ key }) => [key, 4])));
    await expect(add(figures('metric: gpus, values: {ecs.g8i.xlarge: 65}'))).rejects.toMatchObject({ hint: 'a number from 0 to 64' });
  });

  it('say with a figure that a type has what the figure is of, or not', async () => {
    const groups = ['metric: eris, values: {ecs.g7.large: 2, ecs.g8i.large: 0}', 'metric: gpus, values: {ecs.g7.large: 0.5, ecs.g7.16xlarge: 0}'];
    const catalog = await add(figures(...groups, 'metric: diskBurstIops, values: {ecs.g7.large: 9}', 'metric: diskBurstGbps, values: {ecs.g7.large: 0}'));
    const featuresOf = (id: string) => typeOf(catalog, id).report.features;
    const [yes, no] = (['yes', 'no'] as const).map((status) => ({ status, basis: 'stated' }));
    expect(featuresOf('ecs.g7.large')).toMatchObject({ erdma: yes, gpu: yes, 'burstable-disk': yes });
    expect(featuresOf('ecs.g7.16xlarge').gpu).toEqual(no);
    expect(featuresOf('ecs.g8i.large').erdma).toEqual(no);
    const { entry, type } = typeOf(catalog, 'ecs.g7.large');
    const erdma = featureByKey.get('erdma');
    expect(erdma && featureEvidence(erdma, entry, catalog, type)[0]).toMatchObject({ source: 'stated', sourceId: 'ours', value: true });
  });

  it('may not say the opposite of their own figures', async () => {
    const text = `${statement('feature: erdma\nstatus: no\ntypes: [ecs.g8i.large]\nsource: ours')}${figures('metric: eris, values: {ecs.g8i.large: 2}').slice(sources.length)}`;
    await expect(add(text)).rejects.toThrow(/^own\.yaml, line \d+, column \d+: ours says (yes|no) to erdma of ecs\.g8i\.large, and ours says/);
  });

  it('may be figures of types that only replies tell of', async () => {
    const embedded = openEmbeddedCatalog();
    const alone = embedded.families.flatMap((entry) => entry.types().filter(({ documented }) => !documented))[0];
    if (!alone) throw new Error('no type that only a reply tells of');
    const catalog = await add(figures(`metric: connections, values: {${alone.id}: 77}`));
    const { entry, type, report } = typeOf(catalog, alone.id);
    const connections = metricByKey.get('connections');
    expect(report.metrics.connections).toBe(77);
    expect(connections && metricEvidence(connections, entry, type, catalog)).toMatchObject([{ source: 'stated', sourceId: 'ours', value: 77 }]);
    // What is concluded from the documented table stays as it was.
    expect(inspectFamily(entry, catalog).features).toEqual(inspectFamily(typeOf(embedded, alone.id).entry, embedded).features);
  });

  it('are named in the source of the catalog, and of what it is joined with', async () => {
    const catalog = await add(sources);
    expect(catalog.source).toEqual({ ...openEmbeddedCatalog().source, facts: 'own.yaml' });
    const live = { type: 'live', asOf: '2026-11-28T00:00:00Z', regions: ['cn-hangzhou'], complete: true } as const;
    expect(joinObservations({ families: [], types: [] }, catalog, live).source).toEqual({ ...live, facts: 'own.yaml' });
    expect(joinObservations({ families: [], types: [] }, openEmbeddedCatalog(), live).source).toEqual(live);
  });

  it('are refused with the number of further mistakes', async () => {
    const text = statement('feature: erdma\nstatus: yes\nfamilies: [ecs.g8x]\ntypes: [ecs.g9i.lage]\nsource: our');
    await expect(add(text)).rejects.toThrow('No source is called "our". There are 2 more mistakes.');
  });

  it('are refused where they contradict themselves, whatever comes first', async () => {
    const yes = 'feature: sriov\nstatus: yes\nfamilies: [ecs.g8i]\nwhere: vcpus >= 8\nsource: ours';
    const no = 'feature: sriov\nstatus: no\nfamilies: [ecs.g8i]\nwhere: vcpus >= 16\nsource: ours';
    for (const [one, other] of [
      [yes, no],
      [no, yes],
    ] as const) {
      const text = `${statement(one)}${statement(other).slice(statement('').indexOf('  - '))}`;
      await expect(add(text)).rejects.toThrow(/^own\.yaml, line 1?\d, column 13: ours says (yes|no) to sriov of ecs\.g8i\.4xlarge, and ours says/);
    }
  });

  it('give a family the words of a condition only where they hold for all its types', async () => {
    const catalog = await add(statement('feature: erdma\nstatus: no\ntypes: [ecs.g9a.xlarge]\nsource: ours'));
    const entry = catalog.families.find(({ id }) => id === 'ecs.g9a');
    expect(entry && inspectFamily(entry, catalog).features.erdma).toEqual({ status: 'some', basis: 'stated' });
  });

  it.each([
    ['feature: edrma\nstatus: yes\nfamilies: [ecs.g8i]\nsource: ours', 4, 14, 'statements[0].feature cannot be "edrma".', 'did you mean erdma?'],
    ['feature: erdma\nstatus: yes\nfamilies: [ecs.g8i]\nsorce: ours', 7, 5, /^"sorce" is no key of a statement\./, 'did you mean source?'],
    ['feature: erdma\nstatus: yes\nfamilies: [ecs.g8x]\nsource: ours', 6, 16, 'No family is called ecs.g8x.', /did you mean ecs\.g8\w/],
    ['feature: erdma\nstatus: yes\ntypes: [ecs.g9i.lage]\nsource: ours', 6, 13, 'No family has a type ecs.g9i.lage.', /did you mean ecs\.g9i\.large/],
    ['feature: erdma\nstatus: yes\ncategories: [ECS Bare Metl]\nsource: ours', 6, 18, /^No family is of the category/, 'did you mean ECS Bare Metal?'],
    ['feature: erdma\nstatus: yes\nfamilies: [ecs.g8i]\nsource: our', 7, 13, 'No source is called "our".', 'did you mean ours?'],
    ['feature: erdma\nstatus: yes\nfamilies: [ecs.g8i]\nsource: overview', 7, 13, 'No source is called "overview".', undefined],
    ['feature: erdma\nstatus: yes\nfamilies: [ecs.g9a]\ntypes: [ecs.g9a.large]\nsource: ours', 7, 13, /^ecs\.g9a\.large is a type of a family that/, undefined],
    ['feature: cipu\nstatus: yes\nfamilies: [ecs.g8i]\nsource: ours', 4, 14, 'statements[0].feature cannot be "cipu".', undefined],
  ])('are refused with file, line and the nearest legal word: %s', async (text, line, column, problem, hint) => {
    const error = await add(statement(text)).catch((reason: unknown) => reason);
    const start = `own.yaml, line ${line}, column ${column}: `;
    expect(error).toMatchObject({
      exitCode: 2,
      message: expect.stringContaining(start),
      ...(hint !== undefined && { hint: typeof hint === 'string' ? hint : expect.stringMatching(hint) }),
    });
    const message = error instanceof Error ? error.message.slice(start.length) : '';
    if (typeof problem === 'string') expect(message).toBe(problem);
    else expect(message).toMatch(problem);
  });

  it('give a figure once', async () => {
    const group = (eris: number) => `  - {metric: eris, source: ours, values: {ecs.g8i.large: ${eris}}}\n`;
    await expect(add(`${sources}figures:\n${group(4)}${group(5)}`)).rejects.toThrow('ecs.g8i.large has a figure for eris already.');
  });

  it.each([
    ['sources:\n  ours: {title: Ours, edition: "2027-01"}\n', '2027-01 is later than 2026-11-28, today.'],
    ['sources:\n  ours: {title: Ours, edition: "2026-11-29"}\n', '2026-11-29 is later than 2026-11-28, today.'],
    ['sources:\n  ours: {title: Ours, edition: "2026-02-30"}\n', '"2026-02-30" is no date.'],
    ['sources:\n  overview: {title: Ours, edition: "2026"}\n', 'overview is a source of the package already.'],
  ])('have sources of their own, and of the past: %j', async (text, problem) => expect(add(text)).rejects.toThrow(problem));
});
