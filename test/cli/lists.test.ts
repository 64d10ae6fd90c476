/** The flags that shape a list: columns, order, length, header, queries and conditions. */
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { linesOf, outputOf } from '../helpers/outcome.ts';
import { validatorOf } from '../helpers/own-schemas.ts';
import { readDelimited } from '../helpers/read-formats.ts';
import { runCipu } from '../helpers/run.ts';

const list = async (...args: string[]) => outputOf(await runCipu([...args, '--offline', '--quiet']));
const csv = async (...args: string[]) => readDelimited(await list(...args, '-o', 'csv'), ',');

describe('--columns', () => {
  it('shows the columns in the order they were asked for', async () => {
    expect(await list('types', 'g8i.large', 'g8i.xlarge', '--columns', 'vcpus,type,cipu,memoryGiB')).toBe(
      'vCPU  Type            CIPU  Memory GiB\n' + '   2  ecs.g8i.large   yes            8\n' + '   4  ecs.g8i.xlarge  yes           16\n',
    );
  });

  it.each([
    { format: 'csv', text: 'family,erdma\necs.g8i,yes\n' },
    { format: 'tsv', text: 'family\terdma\necs.g8i\tyes\n' },
    { format: 'markdown', text: '| Family | eRDMA |\n| --- | --- |\n| ecs.g8i | yes |\n' },
    { format: 'wide', text: 'Family   eRDMA\necs.g8i  yes\n' },
    { format: 'table', text: 'Family   eRDMA\necs.g8i  yes\n' },
  ])('-o $format', async ({ format, text }) => {
    expect(await list('families', 'g8i', '--columns', 'Family, ERDMA', '-o', format)).toBe(text);
  });

  it('names a family metric by its ends: both, or one', async () => {
    expect(await list('families', 'g8i', '--columns', 'family,vcpus', '-o', 'csv')).toBe('family,vcpus.min,vcpus.max\necs.g8i,2,192\n');
    expect(await list('families', 'g8i', '--columns', 'family,vcpus.max', '-o', 'csv')).toBe('family,vcpus.max\necs.g8i,192\n');
  });
});

describe('--columns in JSON', () => {
  const columns = ['--columns', 'family,erdma,vcpus,vcpus.max,regions,sold'];
  const row = { family: 'ecs.g8i', erdma: 'yes', vcpus: { min: 2, max: 192 }, 'vcpus.max': 192, regions: null, sold: 'international china' };

  it('gives the rows under the keys of the columns, beside head and kind', async () => {
    const document = JSON.parse(await list('families', 'g8i', ...columns, '--json'));
    const whole = JSON.parse(await list('families', 'g8i', '--json'));
    expect(document).toEqual({ ...whole, columns: Object.keys(row), families: [row] });
    const validate = validatorOf('columns');
    expect(validate(document)).toBe(true);
    expect(validate(whole)).toBe(false);
  });

  it('is alike as YAML and as JSON lines', async () => {
    expect(parseYaml(await list('families', 'g8i', ...columns, '-o', 'yaml')).families).toEqual([row]);
    expect(await list('families', 'g8i', ...columns, '-o', 'jsonl')).toBe(`${JSON.stringify(row)}\n`);
  });
});

describe('--no-header', () => {
  it.each([
    { format: 'table', text: 'ecs.g8i  yes\n' },
    { format: 'csv', text: 'ecs.g8i,yes\n' },
    { format: 'tsv', text: 'ecs.g8i\tyes\n' },
    { format: 'markdown', text: '| ecs.g8i | yes |\n' },
  ])('-o $format', async ({ format, text }) => {
    expect(await list('families', 'g8i', '--columns', 'family,erdma', '--no-header', '-o', format)).toBe(text);
  });
});

describe('--sort', () => {
  const figures = async (...args: string[]) => (await csv('types', '--columns', 'type,diskIops', ...args)).map((row) => row.diskIops ?? '');

  it.each([
    { sort: 'diskIops', sign: 1 },
    { sort: 'diskIops:asc', sign: 1 },
    { sort: 'DISKIOPS:desc', sign: -1 },
  ])('--sort $sort orders the known and puts the unknown last', async ({ sort, sign }) => {
    const found = await figures('--sort', sort);
    const known = found.filter((figure) => figure !== '');
    expect(known.length).toBeGreaterThan(0);
    expect(known.length).toBeLessThan(found.length);
    expect(found.slice(0, known.length)).toEqual(known);
    expect(known).toEqual([...known].sort((a, b) => sign * (Number(a) - Number(b))));
  });

  it('takes several keys: the first counts most', async () => {
    const keys = ['--columns', 'vcpus,memoryGiB,type'];
    const sorted = await csv('types', 'g8*', ...keys, '--sort', '-vcpus,memoryGiB');
    const expected = (await csv('types', 'g8*', ...keys))
      .map((row, place) => ({ row, place }))
      .sort((a, b) => Number(b.row.vcpus) - Number(a.row.vcpus) || Number(a.row.memoryGiB) - Number(b.row.memoryGiB) || a.place - b.place)
      .map(({ row }) => row);
    expect(sorted).toEqual(expected);
    expect(await csv('types', 'g8*', ...keys, '--sort', 'vcpus:desc', '--sort', 'memoryGiB')).toEqual(sorted);
  });

  it('keeps the order of equals', async () => {
    const all = await csv('types', '--columns', 'type,arch');
    const arm = all.filter(({ arch }) => arch === 'ARM').map(({ type }) => type);
    const sorted = await csv('types', '--columns', 'type,arch', '--sort', 'arch');
    expect(sorted.filter(({ arch }) => arch === 'ARM').map(({ type }) => type)).toEqual(arm);
  });

  it('puts an unknown status last in either direction', async () => {
    for (const direction of ['asc', 'desc']) {
      const found = (await csv('families', '--columns', 'family,erdma', '--sort', `erdma:${direction}`)).map(({ erdma }) => erdma);
      expect(found.slice(found.indexOf('unknown')).every((status) => status === 'unknown')).toBe(true);
      expect(found[0]).toBe(direction === 'asc' ? 'no' : 'yes');
    }
  });

  it('sorts names as people count: g6 before g10', async () => {
    const names = linesOf(await list('families', '--sort', 'family:desc', '-o', 'names'));
    expect(names).toEqual(linesOf(await list('families', '-o', 'names')).reverse());
  });

  it.each(['json', 'jsonl', 'yaml', 'markdown', 'names'])('holds for -o %s as well', async (format) => {
    const text = await list('types', 'g8i', '--sort', 'vcpus:desc', '--limit', '1', '-o', format);
    expect(text).toContain('ecs.g8i.48xlarge');
    expect(text).not.toContain('ecs.g8i.large');
  });
});

describe('--limit', () => {
  it.each(['table', 'json', 'csv', 'names'])('-o %s says on stderr that rows are missing', async (format) => {
    const { stdout, stderr } = await runCipu(['types', 'g8i', '--limit', '3', '-o', format, '--offline']);
    expect(linesOf(stderr)).toContain('Showing 3 of 11 rows (--limit).');
    if (format === 'json') expect(JSON.parse(stdout).types).toHaveLength(3);
    if (format === 'names') expect(stdout).toBe('ecs.g8i.large\necs.g8i.xlarge\necs.g8i.2xlarge\n');
  });

  it('says nothing when no row is missing, nor with --quiet', async () => {
    expect((await runCipu(['types', 'g8i', '--limit', '11', '-o', 'names', '--offline'])).stderr).toBe('');
    expect((await runCipu(['types', 'g8i', '--limit', '3', '--offline', '--quiet'])).stderr).toBe('');
  });
});

describe('--query', () => {
  it.each([
    { args: ['types', 'g8i.xlarge', '--query', 'types[0].metrics.memoryGiB', '-o', 'names'], text: '16\n' },
    { args: ['types', 'g8i', '--query', 'types[?metrics.vcpus==`4`].type', '-o', 'names'], text: 'ecs.g8i.xlarge\n' },
    { args: ['families', 'g8i', '--query', 'families[0].features."bare-metal"', '-o', 'jsonl'], text: '{"status":"no","basis":"documented"}\n' },
    { args: ['families', 'g8i', '--query', 'families[].family'], text: '[\n  "ecs.g8i"\n]\n' },
    { args: ['families', 'g8i', '--query', 'families[].family', '-o', 'yaml'], text: '- ecs.g8i\n' },
    { args: ['families', 'g8i', '--query', 'families[9].family'], text: 'null\n' },
    { args: ['families', 'g8i', '--query', 'families[9].family', '-o', 'names'], text: '' },
    { args: ['show', 'c7re', '--query', 'pages[0].family.cipu.conflict'], text: 'true\n' },
    { args: ['features', '--query', 'length(features) > `20`'], text: 'true\n' },
  ])('$args', async ({ args, text }) => {
    expect(outputOf(await runCipu(args))).toBe(text);
  });
});

describe('--where', () => {
  it('keeps the rows on which the condition holds', async () => {
    const expected = linesOf(await list('families', '--has', 'erdma', '--arch', 'arm', '-o', 'names'));
    expect(expected.length).toBeGreaterThan(0);
    const where = "features.erdma.status=='yes' && cpuArchitecture=='ARM'";
    expect(linesOf(await list('families', '--where', where, '-o', 'names'))).toEqual(expected);
  });

  it('takes an absent value for false', async () => {
    expect(await list('types', 'g8i', '--where', 'metrics.gpus', '-o', 'names')).toBe('');
  });
});

describe('--generation', () => {
  it('finds what is documented to be on that generation of CIPU, and says of how many it is not known', async () => {
    const { code, stdout, stderr } = await runCipu(['families', '--generation', '2.0', '-o', 'names', '--offline']);
    expect({ code, names: linesOf(stdout) }).toEqual({ code: 0, names: ['ecs.ebmgn9g', 'ecs.ebmgn9gc', 'ecs.ebmgn9ge', 'ecs.gn9gc'] });
    expect(stderr).toMatch(/^\d+ families are left out because generation of CIPU is not known of them; --include-unknown keeps them\.$/m);
    expect((await runCipu(['families', '--generation', 'two', '--offline'])).code).toBe(2);
  });
});

describe('what a family is known not to have', () => {
  it('is a figure of zero', async () => {
    const withoutGpu = linesOf(outputOf(await runCipu(['types', '--lacks', 'gpu', '-o', 'names', '--offline'])));
    expect(withoutGpu.length).toBeGreaterThan(800);
    expect(linesOf(outputOf(await runCipu(['types', '--gpus', '0', '-o', 'names', '--offline'])))).toEqual(withoutGpu);
  });
});

describe('--lacks, --include-unknown and --cipu', () => {
  const statuses = (rows: readonly Readonly<Record<string, string>>[]) => [...new Set(rows.map(({ erdma }) => erdma))].sort();
  const columns = ['--columns', 'family,cipu,erdma'];

  it('--lacks takes only what is known not to be there', async () => {
    expect(statuses(await csv('families', '--lacks', 'erdma', ...columns))).toEqual(['no']);
    expect(statuses(await csv('families', '--lacks', 'erdma', '--include-unknown', ...columns))).toEqual(['no', 'unknown']);
    expect(statuses(await csv('families', '--has', 'erdma', ...columns))).toEqual(['some', 'yes']);
    expect(statuses(await csv('families', '--has', 'erdma', '--include-unknown', ...columns))).toEqual(['some', 'unknown', 'yes']);
  });

  it('--cipu takes several verdicts', async () => {
    const found = await csv('families', '--cipu', 'no,unknown', ...columns);
    expect(new Set(found.map(({ cipu }) => cipu))).toEqual(new Set(['no', 'unknown']));
  });
});

describe('what is left out because it is not known', () => {
  const remarksOf = async (...args: string[]) =>
    linesOf((await runCipu([...args, '--offline', '-o', 'names'])).stderr).filter((line) => line.includes('left out because'));

  it.each(['families', 'types'])('of %s is counted by feature, and as many as --include-unknown adds', async (kind) => {
    // The API shows nothing of it, so that it is no use to ask.
    const args = [kind, '--has', 'hot-migration', '--category', 'General-purpose'];
    const [few, more] = [linesOf(await list(...args, '-o', 'names')), linesOf(await list(...args, '--include-unknown', '-o', 'names'))];
    expect(await remarksOf(...args)).toEqual([
      `${more.length - few.length} ${kind} are left out because Hot migration is not known of them; --include-unknown keeps them.`,
    ]);
    expect(await remarksOf(...args, '--include-unknown')).toEqual([]);
  });

  it('is counted for the verdict and for each metric', async () => {
    const unknown = linesOf(await list('families', '--cipu', 'unknown', '-o', 'names')).length;
    expect(await remarksOf('families', '--cipu', 'yes')).toEqual([
      `${unknown} families are left out because CIPU is not known of them; --cipu yes,unknown keeps them, --live asks the API.`,
    ]);
    expect(await remarksOf('types', 'g8i', '--queue-pairs', '1..', '--gpu-memory', '1..')).toEqual([
      expect.stringMatching(/^(\d+) types are left out because RDMA queue pairs \(\1\) or .* \(\1\) is not known of them; --include-unknown keeps/),
    ]);
  });

  it('is said of no one when --quiet', async () => expect((await runCipu(['families', '--offline', '--quiet', '--cipu', 'yes'])).stderr).toBe(''));
});

describe('a list with no rows', () => {
  const formats = ['table', 'wide', 'json', 'jsonl', 'csv', 'tsv', 'markdown', 'yaml', 'names'];

  it.each(formats)('-o %s ends with 0 and a note, and with 1 under --fail-empty', async (format) => {
    const args = ['types', '--vcpus', '100000..', '--offline', '-o', format];
    const [plain, failing] = await Promise.all([runCipu(args), runCipu([...args, '--fail-empty'])]);
    expect([plain.code, failing.code]).toEqual([0, 1]);
    expect(linesOf(plain.stderr)).toContain('No types match.');
    expect(failing.stdout).toBe(plain.stdout);
  });

  it('is a whole document in JSON', async () => {
    expect(JSON.parse(await list('types', '--vcpus', '100000..', '--json'))).toMatchObject({ kind: 'types', types: [] });
  });
});

describe('names', () => {
  it.each([
    { args: ['families', 'g8i'], names: ['ecs.g8i'] },
    { args: ['families', 'ecs.g8i'], names: ['ecs.g8i'] },
    { args: ['families', 'ECS.G8I'], names: ['ecs.g8i'] },
    { args: ['families', 'g8i.xlarge'], names: ['ecs.g8i'] },
    { args: ['families', 'g8[ai]'], names: ['ecs.g8a', 'ecs.g8i'] },
    { args: ['families', '{g8i,c8i}'], names: ['ecs.c8i', 'ecs.g8i'] },
    { args: ['families', 'g8i', 'g8?'], names: ['ecs.g8a', 'ecs.g8i', 'ecs.g8y'] },
    { args: ['families', 'c7re'], names: ['ecs.c7re'] },
    { args: ['types', 'g8i.?xlarge', '--vcpus', '8'], names: ['ecs.g8i.2xlarge'] },
  ])('$args', async ({ args, names }) => {
    expect(linesOf(await list(...args, '-o', 'names'))).toEqual(names);
  });
});

describe('notes', () => {
  const notesOf = async (...args: string[]) => linesOf((await runCipu([...args, '--offline'])).stderr);

  it('tell of retired families that were left out', async () => {
    expect(await notesOf('families', '-o', 'names')).toEqual(['33 retired families are left out: --retired lists them.']);
    expect(await notesOf('families', 'c7*', '-o', 'names')).toEqual(['1 retired families are left out: --retired lists them.']);
    expect(await notesOf('families', 'g8i', 'c7re', '-o', 'names')).toEqual([]);
    expect(await notesOf('families', '--retired', '-o', 'names')).toEqual([]);
  });

  it('do not tell of them where types were named', async () => {
    expect(await notesOf('types', 'g8i.xlarge', '-o', 'names')).toEqual([]);
  });

  it('tell that no page matches', async () => {
    expect(await notesOf('show', 'zz*')).toEqual(['Nothing matches ecs.zz*.']);
  });
});
