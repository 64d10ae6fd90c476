import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { observed, pageOf, runInstances } from '../../helpers/fake-fleet.ts';
import { linesOf } from '../../helpers/outcome.ts';
import { validatorOf } from '../../helpers/own-schemas.ts';
import { readDelimited, readMarkdown, readTable } from '../../helpers/read-formats.ts';

const web = observed('i-1', 'ecs.g8i.xlarge', { name: 'web', tags: { team: 'a' } });
const database = observed('i-2', 'ecs.g7.large', { name: 'database', tags: { team: 'b' }, status: 'Stopped' });
const novel = observed('i-3', 'ecs.novel.large');
const pages = [pageOf([web, database], {}), pageOf([novel], {})];
const idsOf = async (...args: string[]) => linesOf((await runInstances([...args, '-o', 'names'], pages)).out);

describe('the query', () => {
  const asked = async (...args: string[]) => (await runInstances([...args, '-o', 'names'], pages)).asked;

  it('has what the API can narrow', async () => {
    const flags = ['--region', 'cn-hangzhou,all', '--tag', 'team=a=b', '--tag', 'env', '--tag', 'empty=', '--status', 'running', '--vpc', 'vpc-1'];
    const { options, profiles, query } = (await asked('i-1', 'i-2', 'i-1', ...flags, '--type', 'G8i.xlarge,ecs.g7.large')) ?? {};
    expect(query).toEqual({
      ids: ['i-1', 'i-2'],
      tags: [{ key: 'team', value: 'a=b' }, { key: 'env' }, { key: 'empty', value: '' }],
      status: 'Running',
      vpc: 'vpc-1',
      types: ['ecs.g8i.xlarge', 'ecs.g7.large'],
      interfaces: true,
    });
    expect(options?.regions).toEqual(['cn-hangzhou', 'all']);
    expect(profiles).toEqual([]);
  });

  it('narrows nothing without flags', async () => {
    expect((await asked())?.query).toEqual({ ids: [], tags: [], types: [], interfaces: true });
  });

  it('leaves interfaces out on request, and for a check', async () => {
    expect((await asked('--no-interfaces'))?.query.interfaces).toBe(false);
    expect((await asked('--check', '--require', 'cipu'))?.query.interfaces).toBe(false);
    expect((await asked('--check', '--require', 'cipu', '--unused'))?.query.interfaces).toBe(true);
  });

  it('goes to every profile, the catalog to the first', async () => {
    const { asked: fleet, catalogOptions } = await runInstances(['--profile', 'a', '--profile', 'b,c,a'], pages);
    expect(fleet?.profiles).toEqual(['a', 'b', 'c']);
    expect([fleet?.options.profile, catalogOptions?.profile, catalogOptions?.source]).toEqual(['a', 'a', 'live']);
  });

  it('takes profiles from a variable', async () => {
    expect((await runInstances([], pages, { env: { CIPU_PROFILE: 'a,b' } })).asked?.profiles).toEqual(['a', 'b']);
  });

  it('judges by a snapshot, and asks the API for the instances all the same', async () => {
    const { asked: fleet, catalogOptions } = await runInstances(['--source', 'snapshot.json', '--region', 'eu-central-1'], pages);
    expect([fleet?.options.source, fleet?.options.regions]).toEqual(['auto', ['eu-central-1']]);
    expect([catalogOptions?.source, catalogOptions?.regions]).toEqual(['snapshot.json', []]);
  });
});

describe('what the reply is narrowed to', () => {
  it.each([
    [['--type', 'g8i'], ['i-1']],
    [['--type', 'g*.large'], ['i-2']],
    [['--type', 'novel.*'], ['i-3']],
    [
      ['--type', 'g8i.xlarge,ecs.novel.*'],
      ['i-1', 'i-3'],
    ],
    [['--cipu', 'yes'], ['i-1']],
    [
      ['--cipu', 'no,unknown'],
      ['i-2', 'i-3'],
    ],
    [['--has', 'erdma'], ['i-1']],
    [['--lacks', 'erdma'], ['i-2']],
    [['--unused'], ['i-1']],
    [[], ['i-1', 'i-2', 'i-3']],
  ])('%j: %j', async (flags, ids) => expect(await idsOf(...flags)).toEqual(ids));

  it.each([
    [['--cipu', 'yes'], '1 instance is left out because CIPU is not known of it; --cipu yes,unknown keeps it.'],
    [['--lacks', 'erdma'], '1 instance is left out because Elastic RDMA is not known of it.'],
  ])('%j counts what is left out because it is not known', async (flags, remark) => {
    for (const more of [[], ['-o', 'jsonl'], ['--by', 'family']]) {
      expect((await runInstances([...flags, ...more], pages)).err.split('\n')).toContain(remark);
    }
  });

  it('does not make the API leave out what a glob wants', async () => {
    expect((await runInstances(['--type', 'g8i.xlarge,novel.*'], pages)).asked?.query.types).toEqual([]);
  });
});

describe('a mistake', () => {
  it.each([
    [['--offline'], /The embedded catalog has no instances\.\nhint: only the ECS API/],
    [['--source', 'embedded'], /The embedded catalog has no instances/],
    [['--type', 'g8i.xlrge'], /No instance type is called ecs\.g8i\.xlrge\.\nhint: did you mean ecs\.g8i\.xlarge/],
    [['--status', 'runing'], /--status "runing" does not exist\.\nhint: did you mean Running/],
    [['--tag', '=x'], /It is empty/],
    [['--by', 'tag:'], /--by "tag:" does not exist/],
    [['--by', 'famly'], /hint: did you mean family/],
    [['--by', 'family', '--check', '--require', 'cipu'], /cannot be used with/],
    [['--require', 'cipu'], /--require is for a check\.\nhint: --check makes it one/],
    [['--max-age', '9d'], /--max-age is for a check/],
    [['-o', 'sarif'], /-o sarif reports a check\.\nhint: --check/],
    [['--check'], /There is no requirement to check/],
    [['--check', '--require', 'cipu', '-o', 'sarif', '--limit', '1'], /--limit has no meaning for -o sarif/],
    [[''], /An instance id cannot be empty/],
    [['--columns', 'nmae'], /did you mean name/],
    [['--has', 'erdna'], /did you mean erdma/],
  ])('%j is refused before a page is read', async (args, message) => {
    const { code, out, err, pagesRead } = await runInstances(args, pages);
    expect(err).toMatch(message);
    expect({ code, out, pagesRead }).toEqual({ code: 2, out: '', pagesRead: 0 });
  });

  it('is not what settings say for checks', async () => {
    const { code, err } = await runInstances([], pages, { env: { CIPU_REQUIRE: 'cipu', CIPU_OUTPUT: 'sarif' } });
    expect(code).toBe(0);
    expect(err).toContain('Without --check there is no -o sarif: this is the default.');
  });
});

describe('every format', () => {
  const expected = [
    ['i-1', 'web', 'yes'],
    ['i-2', 'database', 'no'],
    ['i-3', null, 'unknown'],
  ];
  interface Row {
    readonly instance: string;
    readonly name: string | null;
    readonly cipu: { readonly verdict: string };
  }
  const fromRow = ({ instance, name, cipu }: Row) => [instance, name, cipu.verdict];
  const fromRecord = (record: Readonly<Record<string, string>>) => [record.instance, record.name || null, record.cipu];
  const fromCells = ({ Instance, Name, CIPU }: Readonly<Record<string, string>>) => [Instance, Name === '-' ? null : Name, CIPU === '?' ? 'unknown' : CIPU];
  it.each<readonly [string, (text: string) => unknown]>([
    ['json', (text) => JSON.parse(text).instances.map(fromRow)],
    ['yaml', (text) => parseYaml(text).instances.map(fromRow)],
    ['jsonl', (text) => linesOf(text).map((line) => fromRow(JSON.parse(line)))],
    ['csv', (text) => readDelimited(text, ',').map(fromRecord)],
    ['tsv', (text) => readDelimited(text, '\t').map(fromRecord)],
    ['table', (text) => readTable(text).map(fromCells)],
    ['wide', (text) => readTable(text).map(fromCells)],
    ['markdown', (text) => readMarkdown(text).map(fromCells)],
  ])('-o %s has the instances and their verdicts', async (format, read) => {
    const { code, out, err } = await runInstances(['-o', format], pages);
    expect(read(out)).toEqual(expected);
    expect(code).toBe(0);
    expect(err).toContain('3 instances: 1 on CIPU, 1 not, 1 not known; 1 leaves something unused.\n');
  });

  it('says where the verdicts come from, and nothing under --quiet', async () => {
    expect((await runInstances([], pages)).err).toContain('Judged by the ECS API, cn-hangzhou, as of 2026-02-03');
    expect((await runInstances(['--quiet'], pages)).err).toBe('');
  });

  it('says so when nothing matches, with a header where there is one', async () => {
    expect(await runInstances(['-o', 'csv', '--columns', 'instance,type'], [])).toMatchObject({ code: 0, out: 'instance,type\n' });
    const { out, err, code } = await runInstances(['-o', 'jsonl', '--fail-empty'], []);
    expect({ out, code }).toEqual({ out: '', code: 1 });
    expect(err).toContain('No instances match.');
  });
});

describe('the documents', () => {
  it.each(['instances', 'groups', 'targets'])('of kind %s meet their schema', async (kind) => {
    const args = { instances: [], groups: ['--by', 'tag:team'], targets: ['--check', '--require', 'cipu'] }[kind] ?? [];
    const { out } = await runInstances([...args, '--json'], pages);
    const document = JSON.parse(out);
    expect(document.kind).toBe(kind);
    expect(document[kind]).toHaveLength(3);
    const validate = validatorOf(kind);
    validate(document);
    expect(validate.errors).toBeNull();
  });
});

describe('gaps', () => {
  const gaps = ['eu-central-1 is missing: \u001b[31mno answer'];

  it.each(['table', 'json', 'jsonl', 'csv', 'names'])('are warnings and exit code 3 with -o %s', async (format) => {
    const { code, err } = await runInstances(['-o', format, '--quiet'], pages, { gaps });
    expect({ code, err }).toEqual({ code: 3, err: 'warning: eu-central-1 is missing: \\u001b[31mno answer\n' });
  });

  it('are in the document', async () => {
    const { source } = JSON.parse((await runInstances(['-o', 'json'], pages, { gaps })).out);
    expect(source).toMatchObject({ complete: false, gaps });
  });

  it('are there for groups and checks, too', async () => {
    expect(await runInstances(['--by', 'type', '--quiet'], pages, { gaps })).toMatchObject({ code: 3 });
    expect(await runInstances(['--check', '--require', 'cipu', '--type', 'g8i'], pages, { gaps })).toMatchObject({ code: 3 });
    expect(await runInstances(['--check', '--require', 'cipu'], [], { gaps })).toMatchObject({ code: 3 });
  });
});

describe('groups', () => {
  it('are shown with counts, vCPUs and a bar', async () => {
    const { out, err, code } = await runInstances(['--by', 'verdict'], pages);
    expect(out).toBe(
      [
        'Verdict  Instances  vCPU  CIPU yes  no  unknown  On CIPU              Unused',
        'no               1     2         0   1        0  ---------- 0%             0',
        'unknown          1     ?         0   0        1  ?????????? 0%..100%       0',
        'yes              1     4         1   0        0  ========== 100%           1',
      ]
        .map((line) => `${line}\n`)
        .join(''),
    );
    expect(err).toContain('3 instances: 1 on CIPU, 1 not, 1 not known; 1 leaves something unused.');
    expect(code).toBe(0);
  });

  it('are there for machines', async () => {
    const { out } = await runInstances(['--by', 'tag:team', '-o', 'csv'], pages);
    expect(out).toBe('value,instances,vcpus,vcpusUnknown,cipu.yes,cipu.no,cipu.unknown,unused\na,1,4,0,1,0,0,1\nb,1,2,0,0,1,0,0\n,1,,1,0,0,1,0\n');
    const document = JSON.parse((await runInstances(['--by', 'region', '--json'], pages)).out);
    expect(document).toMatchObject({ kind: 'groups', by: 'region', groups: [{ value: 'cn-hangzhou', instances: 3, vcpus: 6, vcpusUnknown: 1 }] });
  });

  it('are counted over all pages, whatever --limit shows', async () => {
    const { out, err } = await runInstances(['--by', 'type', '--limit', '1', '-o', 'names'], pages);
    expect(out).toBe('ecs.g7.large\n');
    expect(err).toMatch(/Showing 1 of 3 rows \(--limit\)\.\n3 instances/);
  });
});
