import { describe, expect, it } from 'vitest';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';
import { type InProcessResult, runInProcess } from '../helpers/fake-context.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { marketOf, pricesOf, spotOf } from '../helpers/prices.ts';
import { readDelimited, readTable } from '../helpers/read-formats.ts';
import { runCipu } from '../helpers/run.ts';

const catalog = openEmbeddedCatalog();
const typesOf = (family: string) =>
  catalog.families
    .find(({ id }) => id === family)
    ?.types()
    .map(({ id }) => id) ?? [];
const g8i = typesOf('ecs.g8i');
/** The types of a family cost more the larger they are. */
const familyMarket = (...families: readonly string[]) => marketOf(...families.flatMap((family) => typesOf(family).map((type, i) => pricesOf(type, i + 1))));
const ends = ({ code, stderr }: InProcessResult) => ({
  code,
  error: stderr.find((line) => line.startsWith('error: ')),
  hint: stderr.find((line) => line.startsWith('hint: ')),
});
const validate = (kind: string, text: string) => {
  const check = validatorOf(kind);
  check(JSON.parse(text));
  return check.errors;
};

describe('cipu price', () => {
  const market = marketOf(
    pricesOf('ecs.g8i.xlarge', 1 / 3, { spot: [spotOf('cn-hangzhou-b', 0.2), spotOf('cn-hangzhou-h', 0.0123456)] }),
    pricesOf('ecs.c7.large', 0.5, { spot: [] }),
  );

  it('shows types in the order in which they come, rounded for people', async () => {
    const { code, stdout } = await runInProcess(['price', 'g8i.xlarge', 'c7.large', 'g8i.xl*'], market.given);
    expect(stdout).toBe(
      [
        'Type            Region       Currency    Hour  vCPU/hour  GiB/hour',
        'ecs.g8i.xlarge  cn-hangzhou  CNY       0.3333    0.08333   0.02083',
        'ecs.c7.large    cn-hangzhou  CNY          0.5       0.25     0.125',
        '',
      ].join('\n'),
    );
    expect(code).toBe(0);
    expect(market.asked.at(-1)).toEqual({ types: ['ecs.g8i.xlarge', 'ecs.c7.large'], terms: ['hour'], spot: false });
  });

  it('shows terms and spot prices, unrounded for machines', async () => {
    const { stdout } = await runInProcess(['price', 'g8i.xlarge', 'c7.large', '--term', 'year,HOUR', '--spot', '-o', 'csv'], market.given);
    const [first, second] = readDelimited(stdout, ',');
    expect(first).toMatchObject({
      hour: String(1 / 3),
      'hour.list': String(2 / 3),
      year: String((1 / 3) * 5000),
      'year.currency': 'CNY',
      perVcpu: String(1 / 12),
    });
    expect(first).toMatchObject({ 'spot.zone': 'cn-hangzhou-h', 'spot.latest': '0.0123456', 'spot.min': '0.0061728', 'spot.max': '0.0246912' });
    expect(first?.['spot.zones']).toBe('cn-hangzhou-b 0.2 (0.1..0.4) CNY; cn-hangzhou-h 0.0123456 (0.0061728..0.0246912) CNY');
    expect(second).toMatchObject({ 'spot.zone': '', 'spot.latest': '', 'spot.zones': 'none' });
    expect(Object.keys(first ?? {})).not.toContain('month');
    expect(market.asked.at(-1)).toMatchObject({ terms: ['hour', 'year'], spot: true });
  });

  it('shows people the cheapest zone, and that a region sells none', async () => {
    const { code, stdout } = await runInProcess(['price', 'g8i.xlarge', 'c7.large', '--spot'], market.given);
    expect(readTable(stdout)).toMatchObject([
      { Spot: '0.01235', 'Spot zone': 'cn-hangzhou-h', 'Spot range': '0.006173..0.02469' },
      { Spot: 'none', 'Spot zone': 'none', 'Spot range': 'none' },
    ]);
    expect(code).toBe(0);
  });

  it.each(['json', 'jsonl', 'yaml', 'names', 'tsv', 'markdown', 'wide'])('has the format %s', async (format) => {
    const { code, stdout } = await runInProcess(['price', 'g8i.xlarge', 'c7.large', '--spot', '-o', format], market.given);
    expect(code).toBe(0);
    expect(stdout).toContain('ecs.c7.large');
    if (format === 'json') expect(validate('prices', stdout)).toBeNull();
  });

  it('says which price is missing and why, and exits 3, in every format', async () => {
    const gap = 'DescribePrice refuses ecs.c7.large: sold out.';
    const { given } = marketOf(pricesOf('ecs.g8i.xlarge', 1), pricesOf('ecs.c7.large', 1, { terms: {}, gaps: [gap] }));
    for (const format of ['table', 'json', 'names']) {
      const { code, stderr } = await runInProcess(['price', 'g8i.xlarge', 'c7.large', 'g7.large', '--quiet', '-o', format], given);
      expect(stderr).toEqual([`warning: ${gap}`, 'warning: Nothing is known of the price of ecs.g7.large.']);
      expect(code).toBe(3);
    }
    const { stdout } = await runInProcess(['price', 'c7.large', 'g7.large'], given);
    expect(readTable(stdout)).toMatchObject([
      { Currency: '?', Hour: '?' },
      { Region: '?', Hour: '?', 'vCPU/hour': '?' },
    ]);
  });

  it('never mixes currencies: each price of such a row says its own', async () => {
    const terms = { hour: { currency: 'CNY', trade: 1, original: 1 }, month: { currency: 'USD', trade: 60, original: 80 } };
    const { stdout } = await runInProcess(['price', 'g8i.xlarge', '--term', 'hour,month'], marketOf(pricesOf('ecs.g8i.xlarge', 1, { terms })).given);
    expect(readTable(stdout)).toMatchObject([{ Currency: 'CNY USD', Hour: '1 CNY', Month: '60 USD', 'vCPU/hour': '0.25 CNY' }]);
  });

  it('shows no control character of a reply', async () => {
    const hostile = pricesOf('ecs.g8i.xlarge', 1, { region: 'x\u001b[31m', terms: {}, gaps: ['a\u001b]0;b\nc'] });
    const { stdout, stderr } = await runInProcess(['price', 'g8i.xlarge'], marketOf(hostile).given);
    expect(stdout).toContain('x\\u001b[31m');
    expect(stderr).toContain('warning: a\\u001b]0;b\\u000ac');
  });
});

describe('the number of calls', () => {
  it('is bounded unless --yes or --limit allows more', async () => {
    const { asked, given } = familyMarket('ecs.g8i', 'ecs.c8i');
    const all = g8i.length + typesOf('ecs.c8i').length;
    expect(all).toBeGreaterThan(20);
    expect(ends(await runInProcess(['price', 'g8i', 'c8i'], given))).toEqual({
      code: 2,
      error: `error: The prices of ${all} types take ${all} API calls; up to 20 are sent unasked.`,
      hint: 'hint: --yes sends them all; --limit N asks for the first N types only',
    });
    expect(ends(await runInProcess(['price', 'g8i', '--spot'], given))).toMatchObject({
      code: 2,
      error: expect.stringContaining(`take ${2 * g8i.length} API calls`),
    });
    expect(asked).toEqual([]);
    for (const flags of [['--yes'], ['--limit', String(all)]]) expect((await runInProcess(['price', 'g8i', 'c8i', ...flags], given)).code).toBe(0);
    expect(asked.map(({ types }) => types.length)).toEqual([all, all]);
  });

  it('is that of the first types under --limit, and of all when they are to be sorted', async () => {
    const { asked, given } = familyMarket('ecs.g8i');
    const { stderr, stdout } = await runInProcess(['price', 'g8i', '--limit', '2', '-o', 'names'], given);
    expect(stdout).toBe(`${g8i.slice(0, 2).join('\n')}\n`);
    expect(stderr).toContain(`Asked for 2 of ${g8i.length} types (--limit).`);
    expect((await runInProcess(['price', 'g8i', '--limit', '2', '--sort', 'hour:desc', '-o', 'names'], given)).stdout).toBe(
      `${g8i.slice(-2).reverse().join('\n')}\n`,
    );
    expect(asked.map(({ types }) => types.length)).toEqual([2, g8i.length]);
  });

  it('is not raised by a limit that a variable sets', async () => {
    const { asked, given } = familyMarket('ecs.g8i', 'ecs.c8i');
    expect((await runInProcess(['price', 'g8i', 'c8i'], { ...given, env: { CIPU_LIMIT: '21' } })).code).toBe(2);
    expect(asked).toEqual([]);
  });
});

describe('--price', () => {
  it('adds the price by the hour to types, and only when asked', async () => {
    const { given } = familyMarket('ecs.g8i');
    const priced = await runInProcess(['types', 'g8i.large', 'g8i.xlarge', '--price'], given);
    expect(readTable(priced.stdout)).toMatchObject([
      { Type: 'ecs.g8i.large', 'Price/hour': '1', Currency: 'CNY' },
      { Type: 'ecs.g8i.xlarge', 'Price/hour': '2' },
    ]);
    for (const format of ['wide', 'csv']) expect((await runInProcess(['types', 'g8i.large', '-o', format])).stdout.split('\n')[0]).not.toMatch(/price/i);
    const { stdout } = await runInProcess(['types', 'g8i.large', '--price', '--json'], given);
    expect(JSON.parse(stdout).types[0].price).toEqual({ currency: 'CNY', trade: 1, original: 2 });
    expect(validate('types', stdout)).toBeNull();
    expect(JSON.parse((await runInProcess(['types', 'g8i.large', '--json'])).stdout).types[0].price).toBeNull();
  });

  it('asks only for the rows that are shown', async () => {
    const { asked, given } = familyMarket('ecs.g8i');
    const { stderr, stdout } = await runInProcess(['types', 'g8i', '--price', '--sort', 'vcpus:desc', '--limit', '2', '--columns', 'type,price'], given);
    expect(asked).toMatchObject([{ types: [...g8i].reverse().slice(0, 2) }]);
    expect(readTable(stdout).map((row) => row['Price/hour'])).toEqual(['11', '10']);
    expect(stderr).toContain(`Showing 2 of ${g8i.length} rows (--limit).`);
  });

  it.each([
    { args: ['--sort', 'price:desc', '--limit', '1'], expected: [g8i.at(-1)] },
    { args: ['--where', 'price.trade > `9`'], expected: g8i.slice(9) },
  ])('asks for all rows when $args needs them', async ({ args, expected }) => {
    const { asked, given } = familyMarket('ecs.g8i');
    const { stdout } = await runInProcess(['types', 'g8i', '--price', '-o', 'names', ...args], given);
    expect(stdout.trim().split('\n')).toEqual(expected);
    expect(asked.map(({ types }) => types.length)).toEqual([g8i.length]);
  });

  it('shows the cheapest and the dearest type of a family that meet the criteria', async () => {
    const { asked, given } = familyMarket('ecs.g8i');
    const { stdout, code } = await runInProcess(['families', 'g8i', '--price', '--vcpus', '8..16', '-o', 'csv'], given);
    expect(readDelimited(stdout, ',')).toMatchObject([
      {
        'price.cheapest': '3',
        'price.cheapest.type': 'ecs.g8i.2xlarge',
        'price.dearest': '5',
        'price.dearest.type': 'ecs.g8i.4xlarge',
        currency: 'CNY',
        'price.unknown': '0',
      },
    ]);
    expect(asked[0]?.types).toEqual(['ecs.g8i.2xlarge', 'ecs.g8i.3xlarge', 'ecs.g8i.4xlarge']);
    expect(code).toBe(0);
  });

  it('shows a bound where the price of a type is missing', async () => {
    const [, ...known] = g8i.map((type, i) => pricesOf(type, i + 1));
    const { stdout, stderr, code } = await runInProcess(
      ['families', 'g8i', '--price', '--columns', 'family,price.cheapest,price.dearest'],
      marketOf(...known).given,
    );
    expect(readTable(stdout)).toEqual([{ Family: 'ecs.g8i', 'Cheapest/hour': '<=2', 'Dearest/hour': `>=${g8i.length}` }]);
    expect(stderr).toContain('warning: Nothing is known of the price of ecs.g8i.large.');
    expect(code).toBe(3);
  });

  it('is not allowed by --limit for families, which have any number of types', async () => {
    const { given } = familyMarket('ecs.g8i', 'ecs.c8i');
    expect(ends(await runInProcess(['families', 'g8i', 'c8i', '--price', '--limit', '2'], given))).toMatchObject({
      code: 2,
      hint: expect.stringContaining('--yes sends them all'),
    });
    const { stdout } = await runInProcess(['families', 'g8i', 'c8i', '--price', '--yes', '--json'], given);
    expect(validate('families', stdout)).toBeNull();
    expect(JSON.parse(stdout).families[0].price).toMatchObject({ cheapest: { trade: 1 }, unknown: [] });
  });

  it('compares types by what they cost, the lower the better', async () => {
    const { given } = marketOf(pricesOf('ecs.g8i.large', 1), pricesOf('ecs.c8i.large', 0.8));
    const { stdout, code } = await runInProcess(['compare', 'g8i.large', 'c8i.large', '--price'], given);
    expect(readTable(stdout)).toContainEqual({ Property: 'Price by the hour', Differs: 'yes', 'ecs.g8i.large': '1', 'ecs.c8i.large': '0.8^' });
    expect(code).toBe(0);
    const part = await runInProcess(['compare', 'g8i.large', 'g7.large', '--price', '--json'], given);
    expect([part.code, validate('comparison', part.stdout)]).toEqual([3, null]);
  });

  it.each([
    { args: ['compare', 'g7', 'g8i', '--price'], error: 'error: --price compares types, not families.' },
    { args: ['types', 'g8i', '--columns', 'price'], error: 'error: The column price needs --price.' },
    { args: ['families', 'g8i', '--sort', 'price.dearest'], error: 'error: The column price.dearest needs --price.' },
    { args: ['types', 'g8i', '--price', '--offline'], error: 'error: The embedded catalog has no prices.' },
    { args: ['price', 'g8i', '--source', 'x.json'], error: 'error: The catalog x.json has no prices.' },
    { args: ['price', 'g8i', '--term', 'week'], error: 'error: --term "week" does not exist.' },
    { args: ['price', 'g8i.lage'], error: 'error: No instance type is called ecs.g8i.lage.' },
  ])('is a usage error: $args', async ({ args, error }) => {
    expect(ends(await runInProcess(args))).toMatchObject({ code: 2, error });
  });

  it('stands on a page: that of a type, and the ends of a family', async () => {
    const { given, asked } = familyMarket('ecs.g8i');
    const page = (...args: string[]) => runInProcess(['show', ...args], given);
    expect((await page('g8i.xlarge', '--price')).stdout).toMatch(/^ {2}Price +2 CNY by the hour$/m);
    expect(asked.at(-1)).toMatchObject({ types: ['ecs.g8i.xlarge'], terms: ['hour'] });
    const { stdout } = await page('g8i', '--price');
    expect(stdout).toMatch(/^ {2}Price +1 CNY \(ecs\.g8i\.large\) to 11 CNY \(ecs\.g8i\.48xlarge\) by the hour$/m);
    expect(stdout).toMatch(/^ {2}Type .* Price\/hour/m);
    const json = (await page('g8i', '--price', '--json')).stdout;
    expect(JSON.parse(json).pages[0].types[0].price).toEqual({ currency: 'CNY', trade: 1, original: 2 });
    expect(validate('pages', json)).toBeNull();
    expect((await page('g8i')).stdout).not.toContain('Price');
    expect(asked).toHaveLength(3);
  });

  it('that is missing is said on a page, with exit code 3, and many are asked for with --yes only', async () => {
    const { given, asked } = marketOf(pricesOf('ecs.g8i.large', 1));
    const { code, stdout, stderr } = await runInProcess(['show', 'g8i', '--price'], given);
    expect(code).toBe(3);
    expect(stdout).toMatch(/^ {2}Price +1 CNY \(ecs\.g8i\.large\) by the hour; not known of 10 types$/m);
    expect(stderr).toContain('warning: Nothing is known of the price of ecs.g8i.xlarge.');
    expect(ends(await runInProcess(['show', 'g8i', 'c8i', '--price'], given))).toMatchObject({ code: 2, hint: 'hint: --yes sends them all; name fewer' });
    expect(asked).toHaveLength(1);
  });

  it('needs credentials', async () => {
    for (const args of [
      ['price', 'g8i.large'],
      ['types', 'g8i.large', '--price'],
      ['families', '--price'],
    ])
      expect((await runCipu(args)).code).toBe(4);
  });
});
