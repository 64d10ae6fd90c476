import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceOptions } from '../../src/context.ts';
import { main } from '../../src/main.ts';
import type { Catalog } from '../../src/model/catalog/catalog.ts';
import type { InstanceQuery, ObservedInstance } from '../../src/model/fleet/instance.ts';
import type { PriceQuery, TypePrices } from '../../src/model/market/price.ts';
import type { Stock, StockStatus } from '../../src/model/market/stock.ts';
import { formats } from '../../src/render/formats/renderers.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';
import { fakeContext } from '../helpers/fake-context.ts';
import { hostileTexts, unsafe } from '../helpers/list.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { runCipu } from '../helpers/run.ts';

const embedded = openEmbeddedCatalog();
const live: Catalog = { ...embedded, source: { type: 'live', asOf: '2026-02-03T04:05:06.000Z', regions: ['cn-hangzhou'], complete: true } };

const instance: ObservedInstance = {
  id: 'i-bp1abc',
  name: 'web',
  region: 'cn-hangzhou',
  zone: 'cn-hangzhou-h',
  type: 'ecs.g7.xlarge',
  status: 'Running',
  vpc: null,
  image: 'm-1',
  tags: {},
  osSupportsNvme: null,
  profile: null,
};

/** What a fake API says. */
interface Api {
  readonly catalog: Catalog;
  readonly instances: readonly ObservedInstance[];
  readonly eris: ReadonlyMap<string, number> | null;
  readonly gaps: readonly string[];
  readonly modifications: ReadonlyMap<string, StockStatus>;
  readonly inStock: readonly string[];
  /** Price by the hour of a type; a type that is missing has none. */
  readonly prices: Readonly<Record<string, number>>;
}

const nothing: Api = { catalog: live, instances: [instance], eris: new Map(), gaps: [], modifications: new Map(), inStock: [], prices: {} };

/** Runs `cipu replace` in this process against a fake API: what it wrote, and what was asked. */
async function replace(args: readonly string[], api: Partial<Api> = {}) {
  const said = { ...nothing, ...api };
  const asked: { fleet?: [SourceOptions, InstanceQuery]; catalog?: SourceOptions; prices?: [SourceOptions, PriceQuery]; modifications?: string } = {};
  const stock = (): Stock => ({
    charge: 'postpaid',
    asOf: '2026-02-03T04:05:06.000Z',
    zones: [{ region: 'cn-hangzhou', zone: 'cn-hangzhou-h', types: new Map(said.inStock.map((type) => [type, 'with-stock'])) }],
    gaps: [],
    warnings: [],
  });
  const { context, written } = fakeContext({
    cloud: {
      async openCatalog(options) {
        asked.catalog = options;
        return options.source === 'embedded' ? embedded : said.catalog;
      },
      openStock: async () => ({ catalog: said.catalog, stock: stock() }),
      async openFleet(options, _profiles, query) {
        asked.fleet = [options, query];
        return {
          async *pages() {
            yield { instances: [], eris: new Map() };
            yield { instances: said.instances, eris: said.eris };
          },
          gaps: () => said.gaps,
        };
      },
      async fetchPrices(options, query) {
        asked.prices = [options, query];
        return query.types.map((type): TypePrices => {
          const trade = said.prices[type];
          const known =
            trade === undefined
              ? { terms: {}, gaps: [`The price of ${type} is not known.`] }
              : { terms: { hour: { currency: 'CNY', trade, original: trade } }, gaps: [] };
          return { type, region: 'cn-hangzhou', spot: null, ...known };
        });
      },
      async fetchModifications(_options, { id }) {
        asked.modifications = id;
        return said.modifications;
      },
      openEmbedded: () => embedded,
    },
  });
  const code = await main(['replace', ...args], context);
  return { code, asked, out: written.out, err: written.err, lines: written.out.split('\n').filter(Boolean) };
}

const validate = validatorOf('replacements');

describe('cipu replace TYPE', () => {
  it('ranks, cuts, and says what it does not know', async () => {
    const { code, lines, err } = await replace(['g7.xlarge', '--offline']);
    expect(code).toBe(0);
    expect(lines.map((line) => line.split(/ {2,}/).slice(0, 3).join(' '))).toEqual([
      'Type Score vCPU',
      'ecs.g9a.xlarge 0.91 4',
      'ecs.g9ae.xlarge 0.91 4',
      'ecs.g9i.xlarge 0.91 4',
      'ecs.g8ae.xlarge 0.90 4',
      'ecs.g8i.xlarge 0.90 4',
    ]);
    expect(err.split('\n')).toEqual([
      'Showing 5 of 15 replacements (--limit).',
      '3 types are left out because cipu is not known of them; --any-platform keeps them, --live asks the API.',
      'The scores do not know price (--price) and stock (--in-stock): only the API does.',
      'Boot modes are not known of all of them: check that the image boots on the replacement.',
      '',
    ]);
  });

  it('writes what the schema says, in every source', async () => {
    for (const args of [
      ['g7.xlarge', '--offline'],
      ['g7', '--offline', '--limit', '2'],
      ['i-bp1abc'],
      ['g7.xlarge', '--in-stock', '--price', '--live'],
      ['hpc8i.32xlarge', '--offline'],
    ]) {
      const { out } = await replace([...args, '--json'], { inStock: ['ecs.g8i.xlarge'], prices: { 'ecs.g7.xlarge': 1, 'ecs.g8i.xlarge': 0.9 } });
      validate(JSON.parse(out));
      expect([args, validate.errors]).toEqual([args, null]);
    }
  });

  it('has one ranking in every format', async () => {
    const names = async (...args: string[]) => (await replace(['c6.large', '--offline', ...args])).lines;
    const expected = await names('-o', 'names');
    expect(expected).toHaveLength(5);
    expect(JSON.parse((await replace(['c6.large', '--offline', '--query', 'replacements[].type'])).out)).toEqual(expected);
    expect((await names('-o', 'csv', '--columns', 'type', '--no-header')).map((line) => line)).toEqual(expected);
    expect((await names('-o', 'jsonl')).map((line) => JSON.parse(line).type)).toEqual(expected);
    expect((await replace(['c6.large', '--offline', '--explain'])).lines.flatMap((line) => /^(\S+) for/.exec(line)?.[1] ?? [])).toEqual(expected);
    const { out } = await replace(['c6.large', '--offline', '-o', 'wide']);
    expect(out).toContain('vcpus 20/20 memoryGiB 20/20 kind 10/10 networkGbps 10/10 packetRatePps 5/5 diskIops 10/10 generation 9.375/10 price ?/10 stock ?/5');
  });

  it('explains a score, the changes and what breaks, in that order', async () => {
    const { lines } = await replace(['i2.xlarge', '--offline', '--explain', '--limit', '1']);
    expect(lines[0]).toBe('ecs.i5.xlarge for ecs.i2.xlarge: 0.87, of which 75% is known');
    expect(lines.filter((line) => /^\S/.test(line)).slice(1)).toEqual(['Score', 'Gained', 'Lost', 'Not known of one or both', 'What breaks']);
    expect(lines.find((line) => line.startsWith('  breaks'))).toContain('local disks lost: The local disks of ecs.i2.xlarge stay with the host');
  });

  it('takes bounds and requirements', async () => {
    const { out } = await replace([
      'g7.xlarge',
      '--offline',
      '--vcpus',
      '8..16',
      '--memory',
      '32..64',
      '--require',
      'erdma,enis>=8',
      '--limit',
      '99',
      '--json',
    ]);
    const { require, replacements } = JSON.parse(out);
    expect(require).toEqual(['cipu', 'erdma', 'enis>=8']);
    expect(replacements.length).toBeGreaterThan(2);
    for (const { report } of replacements) {
      expect(report.metrics.vcpus >= 8 && report.metrics.vcpus <= 16 && report.metrics.memoryGiB >= 32 && report.metrics.enis >= 8).toBe(true);
      expect(report.features.erdma.status).toBe('yes');
    }
  });

  it('asks for prices of the shortlist only, and ranks by them', async () => {
    const prices = { 'ecs.g7.xlarge': 1, 'ecs.g9a.xlarge': 2, 'ecs.g9ae.xlarge': 1.5, 'ecs.g9i.xlarge': 0.8 };
    const { code, lines, asked, err } = await replace(['g7.xlarge', '--price', '--limit', '4', '--live', '--columns', 'type,price'], { prices });
    expect(asked.prices?.[1]).toEqual({
      types: ['ecs.g7.xlarge', 'ecs.g9a.xlarge', 'ecs.g9ae.xlarge', 'ecs.g9i.xlarge', 'ecs.g8ae.xlarge'],
      terms: ['hour'],
      spot: false,
    });
    expect(lines.map((line) => line.trim().split(/ {2,}/))).toEqual([
      ['Type', 'Price/h'],
      ['ecs.g9i.xlarge', '0.8 CNY'],
      ['ecs.g8ae.xlarge', '?'],
      ['ecs.g9ae.xlarge', '1.5 CNY'],
      ['ecs.g9a.xlarge', '2 CNY'],
    ]);
    expect(code).toBe(3);
    expect(err).toContain('warning: The price of ecs.g8ae.xlarge is not known.');
    expect(err).toContain('Prices were asked of those listed only: --limit N lists, and asks, more.');
    expect(err).toContain('The scores do not know stock (--in-stock): only the API does.');
  });

  it('asks for many prices only when that is allowed', async () => {
    const prices = Object.fromEntries(embedded.families.flatMap((entry) => entry.types().map(({ id }) => [id, 1])));
    const refused = await replace(['g7.xlarge', '--price', '--any-platform', '--limit', '30', '--live'], { prices });
    expect([refused.code, refused.asked.prices]).toEqual([2, undefined]);
    expect(refused.err).toContain('--yes sends them all');
    expect((await replace(['g7.xlarge', '--price', '--any-platform', '--limit', '30', '--live', '--yes'], { prices })).code).toBe(0);
  });

  it('narrows to what is in stock', async () => {
    const { lines } = await replace(['g7.xlarge', '--in-stock', '-o', 'names'], { inStock: ['ecs.g8i.xlarge', 'ecs.c8i.xlarge'] });
    expect(lines).toEqual(['ecs.g8i.xlarge']);
  });
});

describe('cipu replace FAMILY', () => {
  it('gives each of its types its best replacement, or its best few', async () => {
    const rows = async (...args: string[]) => JSON.parse((await replace(['g7', '--offline', '--json', ...args])).out).replacements as { replaces: string }[];
    const types = embedded.families.find(({ id }) => id === 'ecs.g7')?.types() ?? [];
    expect((await rows()).map(({ replaces }) => replaces)).toEqual(types.map(({ id }) => id));
    const twice = await rows('--limit', '2');
    expect(twice.filter(({ replaces }) => replaces === 'ecs.g7.xlarge')).toHaveLength(2);
  });
});

describe('cipu replace INSTANCE_ID', () => {
  const modifications = new Map<string, StockStatus>([
    ['ecs.g8i.xlarge', 'with-stock'],
    ['ecs.g9i.xlarge', 'without-stock'],
    ['ecs.c6.xlarge', 'with-stock'],
  ]);

  it('asks for the instance, then in its region, and narrows to what it can be changed to', async () => {
    const { code, lines, asked } = await replace(['i-bp1abc', '--region', 'all', '-o', 'names'], { modifications });
    expect([code, lines]).toEqual([0, ['ecs.g8i.xlarge']]);
    expect(asked.fleet?.[0].regions).toEqual(['all']);
    expect(asked.fleet?.[1]).toMatchObject({ ids: ['i-bp1abc'], interfaces: true });
    expect(asked.catalog).toMatchObject({ source: 'live', regions: ['cn-hangzhou'] });
    expect(asked.modifications).toBe('i-bp1abc');
  });

  it('keeps elastic RDMA that is attached, and knows the operating system', async () => {
    const old = { ...instance, osSupportsNvme: false };
    const { out } = await replace(['i-bp1abc', '--json'], { modifications, instances: [old] });
    const [{ breaks, instance: id }] = JSON.parse(out).replacements;
    expect(id).toBe('i-bp1abc');
    expect(breaks[0]).toMatchObject({ key: 'nvme-image', severity: 'breaks' });
    // The documentation counts no elastic RDMA interfaces: that there are enough is not known.
    const attached = await replace(['i-bp1abc'], { modifications, eris: new Map([['i-bp1abc', 1]]) });
    expect(attached.lines).toHaveLength(1);
    expect(attached.err).toContain('1 type is left out because eris is not known of it.');
  });

  it('could not decide (3) where the API leaves open what decides', async () => {
    expect(await replace(['i-bp1abc'], { modifications, eris: null })).toMatchObject({ code: 0, err: expect.not.stringContaining('warning:') });
    expect(await replace(['i-bp1abc'], { modifications, eris: null, instances: [{ ...instance, type: 'ecs.g8ise.xlarge' }] })).toMatchObject({
      code: 3,
      err: expect.stringContaining('warning: It is not known whether elastic RDMA interfaces'),
    });
    expect(await replace(['i-bp1abc'])).toMatchObject({ code: 3, err: expect.stringContaining('names no type that i-bp1abc can be changed to') });
    expect(await replace(['i-bp1abc'], { modifications, instances: [{ ...instance, type: 'ecs.new.large' }] })).toMatchObject({
      code: 3,
      err: expect.stringContaining('Nothing is known of ecs.new.large'),
    });
    expect(await replace(['i-other'], { gaps: ['cn-beijing did not answer.'] })).toMatchObject({
      code: 3,
      err: expect.stringContaining('cn-beijing did not answer.'),
    });
  });

  it('is a usage error (2) without the API, and for an instance that is not there', async () => {
    expect(await replace(['i-bp1abc', '--offline'])).toMatchObject({ code: 2, err: expect.stringContaining('Only the ECS API knows the instance i-bp1abc.') });
    expect(await replace(['i-other'])).toMatchObject({ code: 2, err: expect.stringContaining('There is no instance i-other.') });
  });
});

it('shows no control character that the API gave, in any format', async () => {
  for (const [, text] of hostileTexts) {
    const catalog: Catalog = {
      ...live,
      families: live.families.map((entry) => ({
        ...entry,
        types: () => entry.types().map((type) => ({ ...type, id: `${type.id}${entry.id === 'ecs.g8i' ? text : ''}` })),
      })),
    };
    for (const format of [...formats, 'explain']) {
      const { out } = await replace(['g7.xlarge', '--live', ...(format === 'explain' ? ['--explain'] : ['-o', format])], { catalog });
      expect(out).toContain('ecs.g8i.xlarge');
      expect(out.replace(/\t/g, '')).not.toMatch(unsafe);
    }
  }
});

it('whatever the order of flags and formats, the exit code is that of the verdict', async () => {
  const types = embedded.families.flatMap((entry) => entry.types().map(({ id }) => id));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...types), fc.constantFrom(...formats), async (type, format) => {
      const { code } = await replace([type, '--offline', '-o', format, '--fail-empty']);
      const { out, err } = await replace([type, '--offline', '-o', 'names']);
      expect(code).toBe(err.includes('warning:') ? 3 : out === '' ? 1 : 0);
    }),
    { numRuns: 60 },
  );
});

describe('the exit code of the program', () => {
  it.each<[number, string[], RegExp]>([
    [0, ['replace', 'g7.xlarge'], /Showing 5 of 15/],
    [0, ['replace', 'g8y.large', '--vcpus', '999', '--offline'], /No replacements match/],
    [1, ['replace', 'g8y.large', '--vcpus', '999', '--offline', '--fail-empty'], /No replacements match/],
    [3, ['replace', 'hpc8i.32xlarge', '--offline'], /warning: Number of vCPUs of ecs.hpc8i.32xlarge is not known/],
    [2, ['replace', 'g7.xlrge', '--offline'], /did you mean ecs.g7.xlarge\?/],
    [2, ['replace', 'g77', '--offline'], /No instance family is called ecs.g77/],
    [2, ['replace', 'g7*', '--offline'], /may name several/],
    [2, ['replace', 'g7', '--price', '--offline'], /The embedded catalog has no prices/],
    [2, ['replace', 'g7', '--explain', '--json'], /--explain writes pages/],
    [2, ['replace', 'g7', '--require', 'edrma'], /did you mean erdma\?/],
    [2, ['replace', 'g7', '--arch', 'mips'], /--arch "mips" does not exist/],
    [2, ['replace'], /missing required argument/],
  ])('is %i: cipu %s', async (expected, args, message) => {
    const { code, stderr } = await runCipu(args);
    expect([code, stderr]).toEqual([expected, expect.stringMatching(message)]);
  });
});
