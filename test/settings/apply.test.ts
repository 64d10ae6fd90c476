/** Flags over variables over file, for commands with options of every form. */
import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { formatFlag, outputFlags } from '../../src/commands/shared/output-flags.ts';
import { sourceFlags } from '../../src/commands/shared/source-flags.ts';
import { UsageError } from '../../src/errors.ts';
import { applySettings, resolveFor } from '../../src/settings/apply.ts';
import { addFlags, type FlagGroup, flag, onOff } from '../../src/settings/flags.ts';
import { settingsOf } from '../../src/settings/settings.ts';

const page: readonly FlagGroup[] = [sourceFlags, { heading: 'Output:', flags: { output: formatFlag(['page', 'json']) } }];
const list: readonly FlagGroup[] = [sourceFlags, outputFlags([]), { heading: 'Output:', flags: { other: flag('--other', onOff, 'is no setting') } }];
const allSettings = async () => settingsOf([...list, ...page]);

interface Layers {
  readonly flags?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly file?: string;
  readonly on?: readonly FlagGroup[];
}

async function settle({ flags = '', env = {}, file, on = list }: Layers) {
  const command = addFlags(new Command(), on)
    .exitOverride()
    .configureOutput({ writeErr: () => {} })
    .action(() => {});
  command.parse(flags.split(' ').filter(Boolean), { from: 'user' });
  const project = file === undefined ? undefined : { name: 'cipu.config.yaml', text: file, pathOf: (path: string) => `up/${path}` };
  const resolution = await applySettings(command, on, { env, readProjectFile: () => project, allSettings });
  return { options: command.opts(), ...resolution };
}

async function mistakeOf(layers: Layers): Promise<string> {
  const error = await settle(layers).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(UsageError);
  const { message, hint } = error as UsageError;
  return `${message} | ${hint ?? ''}`;
}

describe('a setting', () => {
  it.each<[string, Layers, Readonly<Record<string, unknown>>]>([
    ['comes from the file', { file: 'output: csv' }, { output: 'csv' }],
    ['comes from a variable', { env: { CIPU_OUTPUT: 'csv' } }, { output: 'csv' }],
    ['of a variable beats the file', { env: { CIPU_OUTPUT: 'csv' }, file: 'output: tsv' }, { output: 'csv' }],
    ['gives way to the flag', { flags: '-o yaml', env: { CIPU_OUTPUT: 'csv' }, file: 'output: tsv' }, { output: 'yaml' }],
    ['of an empty variable is none', { env: { CIPU_OUTPUT: '' }, file: 'output: tsv' }, { output: 'tsv' }],
    ['is parsed as the flag is', { env: { CIPU_LIMIT: '5', CIPU_TIMEOUT: '2m' } }, { limit: 5, timeout: 120_000 }],
    ['may be a number in the file', { file: 'limit: 5\ntimeout: 90' }, { limit: 5, timeout: 90_000 }],
    ['may be a list in the file', { file: 'region: [cn-hangzhou, "eu-*"]' }, { region: ['cn-hangzhou', 'eu-*'] }],
    ['may be a list in a text', { file: 'region: cn-hangzhou, eu-*' }, { region: ['cn-hangzhou', 'eu-*'] }],
    ['may be a list in a variable', { env: { CIPU_COLUMNS: 'family,cipu' } }, { columns: ['family', 'cipu'] }],
    ['of a list is not added to the flag', { flags: '--region a', env: { CIPU_REGION: 'b' }, file: 'region: [c]' }, { region: ['a'] }],
    ['has camel case in the file', { file: 'endpointType: vpc\nfailEmpty: true' }, { endpointType: 'vpc', failEmpty: true }],
    ['has underscores in a variable', { env: { CIPU_ENDPOINT_TYPE: 'vpc', CIPU_FAIL_EMPTY: '1' } }, { endpointType: 'vpc', failEmpty: true }],
    ['of a file that is left aside is none', { flags: '--no-project-file', file: 'output: xml' }, { output: undefined }],
    ['of a file that a variable leaves aside is none', { env: { CIPU_PROJECT_FILE: 'false' }, file: 'output: tsv' }, { output: undefined }],
    ['comes from the file that a variable asks for', { env: { CIPU_PROJECT_FILE: 'yes' }, file: 'output: tsv' }, { output: 'tsv' }],
    ['is on by default where its flag is --no', {}, { cache: true, header: true }],
    ['is off without the "no" of its flag', { env: { CIPU_CACHE: 'no' }, file: 'header: false' }, { cache: false, header: false }],
    [
      'of a switch may put the file right',
      { env: { CIPU_CACHE: 'TRUE', CIPU_QUIET: '0' }, file: 'cache: false\nquiet: true' },
      { cache: true, quiet: undefined },
    ],
    ['is no path in a variable', { env: { CIPU_SOURCE: 'cipu.json.gz' } }, { source: 'cipu.json.gz' }],
    ['is a path from the file in the file', { file: 'source: cipu.json.gz' }, { source: 'up/cipu.json.gz' }],
    ['may be a word in place of a path', { file: 'source: embedded' }, { source: 'embedded' }],
    ['is not made of flags that are none', { env: { CIPU_OTHER: '1' } }, { other: undefined }],
    ['is left out where the command has no such option', { on: page, env: { CIPU_LIMIT: 'x' }, file: 'columns: a' }, { limit: undefined, columns: undefined }],
    ['may name any endpoint in a variable', { env: { CIPU_ENDPOINT: 'https://ecs.example.com' } }, { endpoint: 'https://ecs.example.com' }],
    ['that is not valid does not matter beside its flag', { flags: '--limit 1', env: { CIPU_LIMIT: 'x' }, file: 'limit: y' }, { limit: 1 }],
  ])('%s', async (_what, layers, expected) => {
    const { options } = await settle(layers);
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, options[key]]))).toEqual(expected);
  });

  it('is remembered as one: it does not demand what a flag would', async () => {
    const { options } = await settle({ flags: '--profile x', env: { CIPU_REGION: 'a' }, file: 'quiet: true\nlive: false' });
    expect(options.fromSettings).toEqual(new Set(['region', 'quiet']));
  });
});

describe('a contradiction', () => {
  it.each<[string, Layers, Readonly<Record<string, unknown>>]>([
    ['with a flag', { flags: '--offline', env: { CIPU_SOURCE: 'live' } }, { offline: true, source: 'auto' }],
    ['of a flag with another', { flags: '--source embedded', env: { CIPU_LIVE: '1' } }, { source: 'embedded', live: undefined }],
    ['with --json', { flags: '--json', env: { CIPU_OUTPUT: 'csv' }, file: 'columns: [family]' }, { json: true, output: undefined, columns: undefined }],
    ['of a json setting with a format', { flags: '-o csv', file: 'json: true\nquery: a' }, { json: undefined, output: 'csv', query: undefined }],
    ['of a format with an expression', { flags: '--query a', env: { CIPU_OUTPUT: 'csv' } }, { query: 'a', output: undefined }],
    ['of columns with an expression', { flags: '--query a', file: 'columns: [a]' }, { query: 'a', columns: undefined }],
    ['of a format with columns', { flags: '--columns a', file: 'output: names' }, { columns: ['a'], output: undefined }],
    ['of columns for tables with JSON', { flags: '-o json', env: { CIPU_COLUMNS: 'a' } }, { columns: undefined, output: 'json' }],
    ['of a variable with the file', { env: { CIPU_LIVE: 'yes' }, file: 'source: embedded' }, { live: true, source: 'auto' }],
    ['of a region with --offline', { flags: '--offline', file: 'region: a\nprofile: b' }, { offline: true, region: undefined, profile: undefined }],
    ['of the embedded catalog with --region', { flags: '--region a', file: 'source: embedded' }, { source: 'auto', region: ['a'] }],
    ['of what gave way itself', { flags: '--live', file: 'source: embedded\nregion: a' }, { live: true, source: 'auto', region: ['a'] }],
  ])('%s goes to the stronger', async (_what, layers, expected) => {
    const { options } = await settle(layers);
    expect(Object.fromEntries(Object.keys(expected).map((key) => [key, options[key]]))).toEqual(expected);
  });

  it.each<[string, Layers]>([
    ['switches that are off', { env: { CIPU_LIVE: '0', CIPU_OFFLINE: 'false', CIPU_SOURCE: 'embedded' } }],
    ['a format that has columns', { file: 'output: csv\ncolumns: a' }],
    ['JSON of columns that a flag asks for', { flags: '--columns a', file: 'output: json' }],
    ['JSON of columns', { file: 'output: json\ncolumns: a' }],
    ['a format that shows an expression', { file: 'output: names\nquery: a' }],
  ])('is not found in %s', async (_what, layers) => {
    expect((await settle(layers)).overridden).toEqual([]);
  });

  it.each<[string, Layers, string]>([
    ['variables', { env: { CIPU_LIVE: '1', CIPU_SOURCE: 'embedded' } }, 'CIPU_LIVE: live cannot go with source of variable CIPU_SOURCE. | set one of them'],
    [
      'the file',
      { file: 'json: true\noutput: csv\n' },
      'cipu.config.yaml, line 2, column 9: output cannot go with json of cipu.config.yaml:1. | set one of them',
    ],
  ])('within %s is a mistake', async (_where, layers, expected) => {
    expect(await mistakeOf(layers)).toBe(expected);
  });

  it('names who gave way to whom', async () => {
    const { overridden } = await settle({ flags: '--offline', env: { CIPU_SOURCE: 'live' }, file: 'source: auto' });
    expect(overridden.map(({ loser, winner }) => `${loser.origin} < ${winner.origin}`)).toEqual([
      'variable CIPU_SOURCE < flag --offline',
      'cipu.config.yaml:1 < flag --offline',
    ]);
  });
});

describe('a word that only another command knows', () => {
  it.each<[string, Layers]>([
    ['of a variable', { on: page, env: { CIPU_OUTPUT: 'csv' }, file: 'output: json' }],
    ['of the file', { on: page, file: 'output: csv' }],
  ])('%s leaves the default, and is told', async (_where, layers) => {
    const { options, inapplicable } = await settle(layers);
    expect(options.output).toBeUndefined();
    expect(inapplicable.map(({ texts }) => texts)).toEqual([['csv']]);
  });

  it('does not matter beside the flag', async () => {
    expect(await settle({ on: page, flags: '-o json', env: { CIPU_OUTPUT: 'csv' } })).toMatchObject({ options: { output: 'json' }, inapplicable: [] });
  });
});

describe('a mistake', () => {
  it.each<[Layers, string]>([
    [{ env: { CIPU_OUTPUT: 'jsno' } }, 'CIPU_OUTPUT: "jsno" is no output. | did you mean json or jsonl?'],
    [{ env: { CIPU_ENDPOINT_TYPE: 'x' } }, 'CIPU_ENDPOINT_TYPE: "x" is no endpointType. | one of public, vpc'],
    [{ env: { CIPU_CACHE: 'maybe' } }, 'CIPU_CACHE: "maybe" is neither true nor false. | true, yes and 1 switch it on; false, no and 0 off'],
    [{ env: { CIPU_LIMIT: '0' } }, 'CIPU_LIMIT: "0" is no value of --limit. It must be a whole number from 1. | '],
    [{ env: { CIPU_REGION: ',' } }, 'CIPU_REGION: "," is no value of --region. It is empty. | '],
    [{ file: 'limit: x' }, 'cipu.config.yaml, line 1, column 8: "x" is no value of --limit. It must be a whole number from 1. | '],
    [{ file: 'quiet: true\nouput: csv' }, 'cipu.config.yaml, line 2, column 1: "ouput" is no key of a project file. | did you mean output?'],
    [
      { on: page, file: 'output: xml' },
      'cipu.config.yaml, line 1, column 9: output cannot be "xml". | one of table, wide, json, jsonl, csv, tsv, markdown, yaml, names, page',
    ],
    [
      { file: 'cache: "no"' },
      'cipu.config.yaml, line 1, column 8: cache must be true or false, not a text. | false is --no-cache: neither use nor fill the cache',
    ],
    [
      { file: 'pager: "touch x; cat"' },
      'cipu.config.yaml, line 1, column 8: pager must be true or false, not a text. | ' +
        'false is --no-pager: no pager, even for what is longer than the terminal; CIPU_PAGER names one',
    ],
  ])('is told with its place: %j', async (layers, expected) => {
    expect(await mistakeOf(layers)).toBe(expected);
  });

  it.each(['https://ecs.example.com', 'https://ecs.cn-hangzhou.aliyuncs.com', 'http://127.0.0.1:8080', 'localhost'])(
    'is an endpoint in the file such as %s, whatever a flag says',
    async (endpoint) => {
      const expected = 'cipu.config.yaml, line 1, column 11: endpoint cannot be set here.';
      expect(await mistakeOf({ file: `endpoint: "${endpoint}"` })).toContain(expected);
      expect(await mistakeOf({ file: `endpoint: "${endpoint}"`, flags: '--endpoint https://ecs.cn-hangzhou.aliyuncs.com' })).toContain(expected);
    },
  );

  it('does not tell the password of an endpoint', async () => {
    expect(await mistakeOf({ env: { CIPU_ENDPOINT: 'https://user:hunter2@ecs.example.com' } })).not.toContain('hunter2');
  });
});

describe('a command without such options', () => {
  it('needs no project file', async () => {
    const readProjectFile = () => {
      throw new Error('not needed');
    };
    expect((await resolveFor(new Command('clear'), [], { env: { CIPU_OUTPUT: 'x' }, readProjectFile, allSettings })).effective).toEqual([]);
  });
});
