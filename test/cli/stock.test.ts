/** Stock, against a loopback ECS: zone by zone, never more certain than the replies. */

import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../helpers/ecs/faults.ts';
import type { EcsServerOptions } from '../helpers/ecs/server.ts';
import { type Market, stockOf } from '../helpers/ecs/stock.ts';
import { createWorld } from '../helpers/ecs/world.ts';
import { credential, environmentOf, type LiveOptions, runLive, withServer } from '../helpers/live.ts';
import { expectError, linesOf, outputOf } from '../helpers/outcome.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { readDelimited, readMarkdown } from '../helpers/read-formats.ts';
import { runCipu } from '../helpers/run.ts';

const hangzhou = ['cn-hangzhou-a', 'cn-hangzhou-b', 'cn-hangzhou-c'];
const frankfurt = ['eu-central-1a', 'eu-central-1b', 'eu-central-1c'];

/** Two regions that sell a few families, so that a run is short. */
const families = ['ecs.c7', 'ecs.g8i', 'ecs.c9i'];
const server: Partial<EcsServerOptions> = { regionFamilies: { 'cn-hangzhou': families, 'eu-central-1': families }, homeRegion: 'cn-hangzhou' };
const world = createWorld(server);
const typesOf = (family: string) =>
  world
    .typesIn('cn-hangzhou')
    .filter((type) => type.InstanceTypeFamily === family)
    .map(({ InstanceTypeId }) => InstanceTypeId);

const words = {
  WithStock: 'with-stock',
  ClosedWithStock: 'closed-with-stock',
  WithoutStock: 'without-stock',
  ClosedWithoutStock: 'closed-without-stock',
} as const;
const marks = { WithStock: 'yes', ClosedWithStock: 'last', WithoutStock: 'out', ClosedWithoutStock: 'gone' } as const;
const statusOf = (zone: string, type: string, market?: Market) => {
  const category = stockOf(zone, type, market);
  return category === null ? 'not-offered' : words[category];
};
const canBuy = (zone: string, type: string, market?: Market) => ['WithStock', 'ClosedWithStock'].includes(stockOf(zone, type, market) ?? '');

const live = (args: readonly string[], options: LiveOptions = {}) => runLive(args, { ...options, server: { ...server, ...options.server } });
const rowsOf = async (args: readonly string[], options: LiveOptions = {}, code = 0) =>
  readDelimited(outputOf(await live(['stock', ...args, '-o', 'csv'], options), code), ',');
const namesOf = async (args: readonly string[], options: LiveOptions = {}, code = 0) => linesOf(outputOf(await live([...args, '-o', 'names'], options), code));

/** Faults in the replies of DescribeAvailableResource of a region. */
const reply = (body: unknown, region = 'cn-hangzhou'): FaultRule => ({ kind: 'wrongShape', action: 'DescribeAvailableResource', region, body });
const zoneOf = (zone: string, ...types: readonly (readonly [string, string, string])[]) => ({
  ZoneId: zone,
  AvailableResources: {
    AvailableResource: [
      { Type: 'InstanceType', SupportedResources: { SupportedResource: types.map(([Value, Status, StatusCategory]) => ({ Value, Status, StatusCategory })) } },
    ],
  },
});
const zones = (...zone: readonly unknown[]) => ({ AvailableZones: { AvailableZone: zone } });
const broken = (region: string): FaultRule[] => [
  { kind: 'error', status: 403, code: 'Forbidden.RAM', message: 'no', action: 'DescribeAvailableResource', region, times: Number.POSITIVE_INFINITY },
];

describe('cipu stock', () => {
  it('is a matrix of types by zones', async () => {
    const { code, stdout, stderr } = await live(['stock', 'g8i']);
    const [header = '', ...lines] = linesOf(stdout);
    expect(header.split(/ +/)).toEqual(['Type', ...hangzhou]);
    expect(lines.map((line) => line.split(/ +/))).toEqual(
      typesOf('ecs.g8i').map((type) => [
        type,
        ...hangzhou.map((zone) => {
          const category = stockOf(zone, type);
          return category === null ? '-' : marks[category];
        }),
      ]),
    );
    expect(stderr).toMatch(/^Legend: yes in stock; .*; - not offered in the zone\.\nStock for postpaid instances as of \d{4}-\d\d-\d\dT[\d:.]+Z\.\n$/);
    expect(code).toBe(0);
  });

  it('is a row a type and zone for machines', async () => {
    const rows = await rowsOf(['g8i']);
    expect(rows).toEqual(
      typesOf('ecs.g8i').flatMap((type) =>
        hangzhou.map((zone) => ({ type, family: 'ecs.g8i', region: 'cn-hangzhou', zone, charge: 'postpaid', status: statusOf(zone, type) })),
      ),
    );
  });

  it.each([
    { charge: 'postpaid', market: 'on-demand', query: { InstanceChargeType: 'PostPaid' } },
    { charge: 'prepaid', market: 'on-demand', query: { InstanceChargeType: 'PrePaid' } },
    { charge: 'spot', market: 'spot', query: { InstanceChargeType: 'PostPaid', SpotStrategy: 'SpotAsPriceGo' } },
  ] as const)('--charge $charge', async ({ charge, market, query }) => {
    const { requests, stdout } = await live(['stock', 'g8i', '--charge', charge, '-o', 'csv', '--columns', 'type,zone,charge,status', '--no-header']);
    expect(linesOf(stdout)).toEqual(typesOf('ecs.g8i').flatMap((type) => hangzhou.map((zone) => `${type},${zone},${charge},${statusOf(zone, type, market)}`)));
    const asked = requests.filter(({ action }) => action === 'DescribeAvailableResource');
    expect(asked).toHaveLength(1);
    expect(asked[0]?.query).toMatchObject({ DestinationResource: 'InstanceType', IoOptimized: 'optimized', RegionId: 'cn-hangzhou', ...query });
  });

  it('--zone shows only those zones', async () => {
    const rows = await rowsOf(['g8i.large', '--zone', 'cn-hangzhou-c', '--zone', 'CN-hangzhou-a']);
    expect(rows.map(({ zone }) => zone)).toEqual(['cn-hangzhou-a', 'cn-hangzhou-c']);
  });

  it('has the zones of several regions', async () => {
    const args = ['stock', 'g8i.8xlarge', '--region', 'eu-central-1', '--region', 'cn-hangzhou'];
    const { stdout, requests } = await live(args);
    expect(linesOf(stdout)[0]?.split(/ +/)).toEqual(['Type', ...frankfurt, ...hangzhou]);
    expect(requests.filter(({ action }) => action === 'DescribeAvailableResource')).toHaveLength(2);
  });

  it('takes types, families and globs together, and the criteria of types', async () => {
    expect([...new Set((await rowsOf(['c9i.large', 'g8i', '--vcpus', '..2', '--has', 'erdma'])).map(({ type }) => type))]).toEqual([
      'ecs.c9i.large',
      'ecs.g8i.large',
    ]);
    expect([...new Set((await rowsOf(['c?i', '--vcpus', '2', '--in-stock'])).map(({ type }) => type))]).toEqual(['ecs.c9i.large']);
  });

  it('shows a documented type that the region does not offer as not offered', async () => {
    const rows = await rowsOf(['g9i.xlarge', 'c7re']);
    expect(rows.length).toBeGreaterThan(3);
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['not-offered']));
  });

  it('shows a type that only the stock names', async () => {
    const body = zones(zoneOf('cn-hangzhou-a', ['ecs.brandnew.large', 'Available', 'WithStock']));
    const rows = await rowsOf(['brandnew'], { server: { faults: [reply(body)] } });
    expect(rows).toEqual([
      { type: 'ecs.brandnew.large', family: 'ecs.brandnew', region: 'cn-hangzhou', zone: 'cn-hangzhou-a', charge: 'postpaid', status: 'with-stock' },
    ]);
  });

  it('keeps disagreement and words nobody knows apart from sold out', async () => {
    const body = zones(
      zoneOf('cn-hangzhou-a', ['ecs.g8i.large', 'Available', 'WithoutStock'], ['ecs.g8i.xlarge', 'SoldOut', 'WithoutStock']),
      zoneOf('cn-hangzhou-b', ['ecs.g8i.large', 'SoldOut', 'WithStock'], ['ecs.g8i.xlarge', 'Available', 'SomeStock']),
    );
    const options = { server: { faults: [reply(body)] } };
    expect(linesOf(outputOf(await live(['stock', 'g8i.large', 'g8i.xlarge'], options))).slice(1)).toEqual([
      expect.stringMatching(/^ecs\.g8i\.large +\? +\?$/),
      expect.stringMatching(/^ecs\.g8i\.xlarge +out +\?$/),
    ]);
    expect(await namesOf(['types', 'g8i', '--in-stock'], options)).toEqual([]);
    const { stderr } = await live(['types', 'g8i', '--in-stock'], options);
    expect(linesOf(stderr)).toContain('2 types are left out because stock is not known of them; --include-unknown keeps them.');
    expect(await namesOf(['types', 'g8i', '--in-stock', '--include-unknown'], options)).toEqual(['ecs.g8i.large', 'ecs.g8i.xlarge']);
  });
});

describe('the formats of stock', () => {
  it('json meets the published schema, and has the time of the stock', async () => {
    const document = JSON.parse(outputOf(await live(['stock', 'g8i', '--region', 'cn-hangzhou,eu-central-1', '--json'])));
    const validate = validatorOf('stock');
    validate(document);
    expect(validate.errors).toBeNull();
    expect(Object.keys(document)).toEqual(['schemaVersion', 'kind', 'source', 'charge', 'asOf', 'stock']);
    expect(document).toMatchObject({ kind: 'stock', charge: 'postpaid', source: { type: 'live', regions: ['cn-hangzhou', 'eu-central-1'], complete: true } });
    expect(document.source.asOf <= document.asOf).toBe(true);
    expect(document.stock).toHaveLength(typesOf('ecs.g8i').length * 6);
  });

  it.each([
    {
      format: 'jsonl',
      text: '{"type":"ecs.g8i.large","family":"ecs.g8i","region":"cn-hangzhou","zone":"cn-hangzhou-a","charge":"postpaid","status":"with-stock"}\n',
    },
    { format: 'tsv', text: 'type\tfamily\tregion\tzone\tcharge\tstatus\necs.g8i.large\tecs.g8i\tcn-hangzhou\tcn-hangzhou-a\tpostpaid\twith-stock\n' },
    { format: 'names', text: 'ecs.g8i.large cn-hangzhou-a\n' },
    { format: 'wide', text: 'Type           cn-hangzhou-a\necs.g8i.large  yes\n' },
  ])('-o $format', async ({ format, text }) => {
    expect(outputOf(await live(['stock', 'g8i.large', '--zone', 'cn-hangzhou-a', '-o', format]))).toBe(text);
  });

  it('-o yaml holds what json holds', async () => {
    expect(outputOf(await live(['stock', 'g8i.large', '--zone', 'cn-hangzhou-a', '-o', 'yaml']))).toContain('\nstock:\n  - type: ecs.g8i.large\n');
  });

  it('-o markdown is the matrix', async () => {
    const [row] = readMarkdown(outputOf(await live(['stock', 'g8i.large', '-o', 'markdown'])));
    expect(row).toEqual({ Type: 'ecs.g8i.large', 'cn-hangzhou-a': 'yes', 'cn-hangzhou-b': 'yes', 'cn-hangzhou-c': 'yes' });
  });

  it('--columns takes rows, --sort and --limit hold for the matrix, --query and --where for the rows', async () => {
    expect(linesOf(outputOf(await live(['stock', 'g8i.large', '--columns', 'zone,status'])))[1]).toBe('cn-hangzhou-a  with-stock');
    const { stdout, stderr } = await live(['stock', 'g8i', '--sort', 'type:desc', '--limit', '1']);
    expect(linesOf(stdout)).toHaveLength(2);
    expect(linesOf(stdout)[1]).toMatch(/^ecs\.g8i\.xlarge /);
    expect(stderr).toContain('Showing 1 of 11 rows (--limit).\n');
    const sold = typesOf('ecs.g8i').flatMap((type) => hangzhou.filter((zone) => stockOf(zone, type) === 'WithoutStock').map((zone) => `${type} ${zone}`));
    expect(sold.length).toBeGreaterThan(0);
    expect(await namesOf(['stock', 'g8i', '--where', "status=='without-stock'"])).toEqual(sold);
    expect(await namesOf(['stock', 'g8i', '--query', "stock[?status=='without-stock'].join(' ', [type, zone])"])).toEqual(sold);
  });

  it('the matrix fits the terminal, or says what it leaves out', async () => {
    const args = ['stock', 'g8i', '--region', 'cn-hangzhou,eu-central-1'];
    for (const { columns, header } of [
      { columns: 120, header: ['Type', ...hangzhou, ...frankfurt] },
      { columns: 80, header: ['Type', 'cn-hangzhou-a', 'b', 'c', 'eu-central-1a', 'b', 'c'] },
      { columns: 50, header: ['Type', 'cn-hangzhou-a', 'b', 'c'] },
    ]) {
      const { stdout, stderr } = await withServer(server, ({ endpoint }) =>
        runCipu(args, { columns, env: { ...environmentOf(credential), CIPU_ENDPOINT: endpoint, NO_COLOR: '1' } }),
      );
      expect(linesOf(stdout)[0]?.split(/ +/)).toEqual(header);
      expect(Math.max(...linesOf(stdout).map(({ length }) => length))).toBeLessThanOrEqual(columns);
      expect(stderr.includes('columns leave no room for eu-central-1a,b,c: -o wide shows all zones, --zone picks some.')).toBe(columns === 50);
    }
  });
});

describe('--in-stock', () => {
  const inStock = (type: string, among = hangzhou, market?: Market) => among.filter((zone) => canBuy(zone, type, market));
  const all = families.flatMap(typesOf);

  it.each<[string, readonly string[], readonly string[], Market]>([
    ['types in any zone', [], hangzhou, 'on-demand'],
    ['types in one zone', ['--zone', 'cn-hangzhou-b'], ['cn-hangzhou-b'], 'on-demand'],
    ['types in one of two zones', ['--zone', 'cn-hangzhou-b,cn-hangzhou-c'], ['cn-hangzhou-b', 'cn-hangzhou-c'], 'on-demand'],
    ['types for spot', ['--zone', 'cn-hangzhou-a', '--charge', 'spot'], ['cn-hangzhou-a'], 'spot'],
    ['types in several regions', ['--region', 'cn-hangzhou,eu-central-1', '--zone', 'eu-central-1a'], ['eu-central-1a'], 'on-demand'],
  ])('keeps %s', async (_, args, among, market) => {
    const expected = all.filter((type) => inStock(type, [...among], market).length > 0).sort();
    expect(expected.length).toBeGreaterThan(0);
    expect((await namesOf(['types', '--in-stock', ...args])).sort()).toEqual(expected);
  });

  it('goes with --has and ranges', async () => {
    const listed = await rowsOfTypes(['types', '--in-stock', '--has', 'erdma', '--vcpus', '64..', '--zone', 'cn-hangzhou-c']);
    expect(listed.length).toBeGreaterThan(0);
    for (const { type = '', vcpus, erdma, zones: where } of listed) {
      expect(canBuy('cn-hangzhou-c', type)).toBe(true);
      expect(Number(vcpus)).toBeGreaterThanOrEqual(64);
      expect({ erdma, where }).toEqual({ erdma: 'yes', where: 'cn-hangzhou-c' });
    }
  });

  it.each([
    { zone: 'cn-hangzhou-a', vcpus: 96 },
    { zone: 'cn-hangzhou-b', vcpus: 96 },
    { zone: 'cn-hangzhou-c', vcpus: 64 },
  ])('keeps families that have one type of $vcpus vCPUs in stock in $zone', async ({ zone, vcpus }) => {
    const fits = world.typesIn('cn-hangzhou').filter(({ CpuCoreCount }) => CpuCoreCount === vcpus);
    const expected = new Set(fits.filter(({ InstanceTypeId }) => canBuy(zone, InstanceTypeId)).map(({ InstanceTypeFamily }) => InstanceTypeFamily));
    expect((await namesOf(['families', '--in-stock', '--vcpus', `${vcpus}`, '--zone', zone])).sort()).toEqual([...expected].sort());
  });

  it('shows where: a column of the table, a field of JSON', async () => {
    const table = outputOf(await live(['types', 'g8i', '--in-stock']));
    expect(linesOf(table)[0]).toMatch(/ In stock$/);
    const { types } = JSON.parse(outputOf(await live(['types', 'g8i', '--charge', 'postpaid', '--json'])));
    expect(types.map(({ type, zones: where }: { type: string; zones: unknown }) => [type, where])).toEqual(
      typesOf('ecs.g8i').map((type) => [type, inStock(type)]),
    );
  });

  it('is null, and no column, when nobody asked for stock', async () => {
    const { requests, stdout } = await live(['families', 'g8i', '--live', '--json']);
    expect(JSON.parse(stdout).families[0].zones).toBeNull();
    expect(requests.some(({ action }) => action === 'DescribeAvailableResource')).toBe(false);
    expect(linesOf(outputOf(await live(['families', 'g8i', '--live', '-o', 'wide'])))[0]).not.toContain('In stock');
  });

  it.each(['families', 'types'])('%s meet the published schema', async (kind) => {
    const validate = validatorOf(kind);
    validate(JSON.parse(outputOf(await live([kind, '--in-stock', '--json']))));
    expect(validate.errors).toBeNull();
  });

  async function rowsOfTypes(args: readonly string[]) {
    return readDelimited(outputOf(await live([...args, '-o', 'csv', '--columns', 'type,vcpus,erdma,zones'])), ',');
  }
});

describe('what is missing', () => {
  const both = ['--region', 'cn-hangzhou,eu-central-1'];

  it('a region that fails is a gap, the other one is shown, and the exit code is 3', async () => {
    const result = await live(['stock', 'g8i.large', ...both, '-o', 'csv'], { server: { faults: broken('eu-central-1') } });
    const rows = readDelimited(outputOf(result, 3), ',');
    expect(rows.map(({ region, zone, status }) => [region, zone, status])).toEqual([
      ...hangzhou.map((zone) => ['cn-hangzhou', zone, 'with-stock']),
      ['eu-central-1', '', 'unknown'],
    ]);
    expect(result.stderr).toMatch(/^warning: The stock of eu-central-1 is missing: .*DescribeAvailableResource/m);
  });

  it('is in the source of the document, and said with --quiet', async () => {
    const result = await live(['types', 'g8i', ...both, '--in-stock', '--json', '--quiet'], { server: { faults: broken('eu-central-1') } });
    const { source } = JSON.parse(outputOf(result, 3));
    expect(source).toMatchObject({ complete: false, gaps: [expect.stringMatching(/^The stock of eu-central-1 is missing: /)] });
    expect(linesOf(result.stderr)).toEqual([`warning: ${source.gaps[0]}`]);
  });

  it('no region that answers is an error, with the permission that is missing', async () => {
    const result = await live(['stock', 'g8i', ...both], { server: { faults: [...broken('eu-central-1'), ...broken('cn-hangzhou')] } });
    expectError(result, { code: 4, message: /may not call DescribeAvailableResource/, hint: 'allow the RAM action ecs:DescribeAvailableResource' });
  });

  it('a failing service is code 5', async () => {
    const fault: FaultRule = { kind: 'error', status: 400, code: 'Strange', message: 'no', action: 'DescribeAvailableResource' };
    expect((await live(['stock', 'g8i'], { server: { faults: [fault] } })).code).toBe(5);
  });

  it('an empty reply is not "sold out"', async () => {
    const server = { faults: [reply(zones())] };
    const result = await live(['stock', 'g8i.large'], { server });
    expect(linesOf(outputOf(result, 3)).map((line) => line.split(/ +/))).toEqual([
      ['Type', 'cn-hangzhou'],
      ['ecs.g8i.large', '?'],
    ]);
    const warning = 'warning: The reply names no instance type in cn-hangzhou: the stock is unknown there, which does not mean sold out.';
    expect(linesOf(result.stderr)).toContain(warning);
    const types = await live(['types', 'g8i', '--in-stock', '-o', 'names'], { server });
    expect(outputOf(types, 3)).toBe('');
    expect(linesOf(types.stderr)).toContain(warning);
    expect(await namesOf(['types', 'g8i', '--in-stock', '--include-unknown'], { server }, 3)).toHaveLength(11);
  });

  it('a zone that names no type is unknown, and said to be', async () => {
    const body = zones(zoneOf('cn-hangzhou-a', ['ecs.g8i.large', 'SoldOut', 'WithoutStock']), { ZoneId: 'cn-hangzhou-b', Status: 'SoldOut' });
    const options = { server: { faults: [reply(body)] } };
    const result = await live(['stock', 'g8i.large', '-o', 'csv', '--columns', 'zone,status'], options);
    expect(outputOf(result)).toBe('zone,status\ncn-hangzhou-a,without-stock\ncn-hangzhou-b,unknown\n');
    expect(linesOf(result.stderr)).toContain(
      'warning: The reply names no instance type in cn-hangzhou-b: the stock is unknown there, which does not mean sold out.',
    );
    expect(JSON.parse(outputOf(await live(['types', 'g8i.large', '--charge', 'postpaid', '--json'], options))).types[0].zones).toBeNull();
  });

  it('a zone that exists but is in no reply is unknown', async () => {
    const body = zones(zoneOf('cn-hangzhou-a', ['ecs.g8i.large', 'Available', 'WithStock']));
    const result = await live(['stock', 'g8i.large', '--zone', 'cn-hangzhou-b,cn-hangzhou-a', '-o', 'csv', '--columns', 'zone,status'], {
      server: { faults: [reply(body)] },
    });
    expect(outputOf(result)).toBe('zone,status\ncn-hangzhou-a,with-stock\ncn-hangzhou-b,unknown\n');
    expect(result.stderr).toContain('in cn-hangzhou-b: the stock is unknown there');
  });
});

describe('a mistake', () => {
  it.each([
    { args: ['stock', 'g8x'], message: 'No instance family is called ecs.g8x.', hint: /^did you mean ecs\.g8/ },
    { args: ['stock', 'g8i.larg'], message: 'No instance type is called ecs.g8i.larg.', hint: /ecs\.g8i\.large/ },
    { args: ['stock', 'g8i', '--zone', 'cn-hangzhou-x'], message: 'No zone of cn-hangzhou is called "cn-hangzhou-x".', hint: /^did you mean cn-hangzhou-a/ },
    { args: ['types', '--in-stock', '--zone', 'cn-hangzou-a'], message: 'No zone of cn-hangzhou is called "cn-hangzou-a".', hint: /cn-hangzhou-a/ },
    {
      args: ['families', '--zone', 'eu-central-1a'],
      message: 'No zone of cn-hangzhou is called "eu-central-1a".',
      hint: '--region eu-central-1 asks its region',
    },
    { args: ['stock', 'g8i', '--zone', ''], message: /It is empty\.$/, hint: null },
    { args: ['stock', 'g8i', '--charge', 'free'], message: /Allowed choices are postpaid, prepaid, spot\.$/, hint: null },
    { args: ['stock', 'g8i', '--offline'], message: 'The embedded catalog has no stock.', hint: /--live/ },
    { args: ['types', '--in-stock', '--source', 'embedded'], message: 'The embedded catalog has no stock.', hint: /--live/ },
    { args: ['families', '--in-stock', '--source', './snapshot.json'], message: 'The catalog ./snapshot.json has no stock.', hint: /--live/ },
    { args: ['stock'], message: "missing required argument 'pattern'", hint: null },
  ])('cipu $args', async ({ args, message, hint }) => {
    const result = await withServer(server, ({ endpoint }) => runCipu(args, { env: { ...environmentOf(credential), CIPU_ENDPOINT: endpoint } }));
    expectError(result, { code: 2, message, hint });
  });

  it.each([{ args: ['stock', 'g8i'] }, { args: ['types', '--in-stock'] }, { args: ['families', '--charge', 'spot'] }])(
    'without credentials: cipu $args',
    async ({ args }) => {
      expectError(await runCipu(args), {
        code: 4,
        message: 'Only the ECS API knows the stock, and no credentials are configured.',
        hint: /cipu doctor.*--live/,
      });
    },
  );
});

describe('the cache', () => {
  it('answers a second run within five minutes, and asks only for the stock after them', async () => {
    const cache = await mkdtemp(join(tmpdir(), 'cipu-stock-'));
    try {
      await withServer(server, async ({ endpoint, requests }) => {
        const env = { ...environmentOf(credential), CIPU_ENDPOINT: endpoint, XDG_CACHE_HOME: cache };
        const run = async () => outputOf(await runCipu(['stock', 'g8i', '--json'], { env }));
        const first = await run();
        const asked = requests.length;
        expect(requests.filter(({ action }) => action === 'DescribeAvailableResource')).toHaveLength(1);

        expect(await run()).toBe(first);
        outputOf(await runCipu(['types', '--in-stock', '--zone', 'cn-hangzhou-a'], { env }));
        expect(requests).toHaveLength(asked);

        await makeOlder(join(cache, 'cipu'), 'DescribeAvailableResource', 5 * 60_000);
        const third = JSON.parse(await run());
        expect(requests.slice(asked).map(({ action }) => action)).toEqual(['DescribeAvailableResource']);
        expect(third.source.asOf).toBe(JSON.parse(first).source.asOf);
        expect(third.asOf > JSON.parse(first).asOf).toBe(true);
      });
    } finally {
      await rm(cache, { recursive: true });
    }
  });
});

/** Makes the entries of an action older by so many milliseconds. */
async function makeOlder(directory: string, action: string, ageMs: number): Promise<void> {
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const entry = JSON.parse(await readFile(path, 'utf8'));
    if (entry.action === action) await writeFile(path, JSON.stringify({ ...entry, fetchedAt: entry.fetchedAt - ageMs }));
  }
}
