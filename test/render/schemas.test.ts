import { describe, expect, it } from 'vitest';
import { inspectFamily, inspectType } from '../../src/model/catalog/inspect.ts';
import { featureDefinitions } from '../../src/model/registry/features.ts';
import { detailsOf } from '../../src/model/reports/details.ts';
import { reportFeatures } from '../../src/model/reports/features.ts';
import { schemas } from '../../src/render/schemas.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';
import { ownSchema, validatorOf } from '../helpers/own-schemas.ts';
import { documentedEntry, documentedFamily, liveCatalog } from '../helpers/small-catalog.ts';

const catalog = openEmbeddedCatalog();
const live = liveCatalog(
  ['ecs.g8i', { id: 'ecs.new1', generation: 'ecs-9', regions: ['cn-hangzhou'] }, 'ecs.old1'],
  [
    {
      InstanceTypeId: 'ecs.g8i.xlarge',
      InstanceTypeFamily: 'ecs.g8i',
      EriQuantity: 1,
      CpuCoreCount: 4,
      Attributes: { Attribute: [{ Name: 'vTPM', Value: 'true' }] },
    },
    { InstanceTypeId: 'ecs.new1.xlarge', InstanceTypeFamily: 'ecs.new1' },
  ],
  [documentedEntry(documentedFamily('ecs.g8i', { features: { nvme: true } }))],
);

/** Documents of a kind as the program writes them: through JSON, where what is undefined does not exist. */
const documents = {
  families: (from: typeof catalog) => ({ source: from.source, families: from.families.map((entry) => inspectFamily(entry, from)) }),
  types: (from: typeof catalog) => ({ source: from.source, types: from.families.flatMap((entry) => entry.types().map((type) => inspectType(type, entry))) }),
  pages: (from: typeof catalog) => ({
    source: from.source,
    pages: from.families.flatMap((entry) => [
      detailsOf(from, entry),
      ...entry
        .types()
        .slice(0, 1)
        .map((type) => detailsOf(from, entry, type)),
    ]),
  }),
  features: (from: typeof catalog) => ({ source: from.source, features: reportFeatures(featureDefinitions, from) }),
} as const;
const written = (kind: keyof typeof documents, from = catalog): Record<string, unknown> =>
  JSON.parse(JSON.stringify({ schemaVersion: 1, kind, ...documents[kind](from) }));

describe.each(Object.keys(documents) as (keyof typeof documents)[])('the schema of %s', (kind) => {
  it('is published as it is in code', () => expect(ownSchema(kind)).toEqual(schemas[kind]));

  const validate = validatorOf(kind);

  it('accepts the documents of the embedded and of a live catalog', () => {
    for (const from of [catalog, live]) {
      validate(written(kind, from));
      expect(validate.errors).toBeNull();
    }
  });

  it('refuses a document of another kind or version, and fields of which it knows nothing', () => {
    const document = written(kind, live);
    for (const change of [{ kind: 'other' }, { schemaVersion: 2 }, { extra: 1 }, { [kind]: [{}] }]) expect(validate({ ...document, ...change })).toBe(false);
    const [first] = document[kind] as object[];
    expect(validate({ ...document, [kind]: [{ ...first, extra: 1 }] })).toBe(false);
  });
});

describe('the documented part of a page', () => {
  it('has these fields', () => {
    const [page] = written('pages', live).pages as { documented: object }[];
    expect(Object.keys(page?.documented ?? {}).sort()).toEqual(
      ['baseGHz', 'cpuToMemoryRatio', 'diskTypes', 'gpu', 'level', 'localDisk', 'statedIn', 'turboGHz'].sort(),
    );
  });
});

describe('published schemas', () => {
  it('are these', () => expect(Object.keys(schemas)).toEqual(expect.arrayContaining(Object.keys(documents))));
});
