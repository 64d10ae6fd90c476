/**
 * What people type before they have read any help. A guess either works, and gives what another command line gives, or
 * is refused with a hint that leads on.
 */
import { describe, expect, it } from 'vitest';
import { expectError, outputOf } from '../helpers/outcome.ts';
import { runCipu } from '../helpers/run.ts';

const words = (line: string) => [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');

const works: readonly (readonly [guess: string, same: string])[] = [
  ['families --json -n 3', 'families --output json --limit 3'],
  ['families -o JSON -n 3', 'families -o json --limit 3'],
  ['families -o Csv -n 3', 'families -o csv --limit 3'],
  ['families G8I', 'families g8i'],
  ['families ecs.g8i', 'families g8i'],
  ['families g8i,g9i', 'families g8i g9i'],
  ['types g8i,g9i.large -o names', 'types g8i g9i.large -o names'],
  ['families --has metal -o names', 'families --has bare-metal -o names'],
  ['families --has baremetal -o names', 'families --has bare-metal -o names'],
  ['families --has bare_metal -o names', 'families --has bare-metal -o names'],
  ["families --has 'Bare Metal' -o names", 'families --has bare-metal -o names'],
  ['families --has eed,JUMBO -o names', 'families --has elastic-ephemeral-disk,jumbo-frames -o names'],
  ["families --has 'Elastic RDMA' -o names", 'families --has erdma -o names'],
  ['families --lacks Metal -o names', 'families --lacks bare-metal -o names'],
  ["check g8i.xlarge --require 'jumbo,memory_gib>=16' -o names", "check g8i.xlarge --require 'jumbo-frames,memoryGiB>=16' -o names"],
  ['families --arch ARM -o names', 'families --arch arm -o names'],
  ['families --arch arm64 -o names', 'families --arch arm -o names'],
  ['families --arch aarch64 -o names', 'families --arch arm -o names'],
  ['families --arch x86_64 -o names', 'families --arch x86 -o names'],
  ['families --arch amd64 -o names', 'families --arch x86 -o names'],
  ['families --vendor AMD -o names', 'families --vendor amd -o names'],
  ['families --processor Genoa -o names', 'families --processor genoa -o names'],
  ['families --processor icelake -o names', "families --processor 'Ice Lake' -o names"],
  ['families --gpu-model a10 -o names', "families --gpu-model 'NVIDIA A10' -o names"],
  ['families --gpu-model A10,T4 -o names', 'families --gpu-model A10 --gpu-model T4 -o names'],
  ['families --processor genoa,icelake -o names', "families --processor 'Ice Lake' --processor genoa -o names"],
  ['families --category gpu -o names', "families --category 'Compute-optimized with GPU' -o names"],
  ['families --site intl -o names', 'families --site international -o names'],
  ["types --vcpus '>=64' -o names", 'types --vcpus 64.. -o names'],
  ["types --vcpus '<=2' -o names", 'types --vcpus ..2 -o names'],
  ['types --vcpus 8-16 -o names', 'types --vcpus 8..16 -o names'],
  ['types --vcpus 64+ -o names', 'types --vcpus 64.. -o names'],
  ['types --memory 64GB.. -o names', 'types --memory 64GiB.. -o names'],
  ['types --memory 32G -o names', 'types --memory 32GiB -o names'],
  ['types g8i --sort -vcpus', 'types g8i --sort vcpus:desc'],
  ['types g8i --sort vcpus,memoryGiB', 'types g8i --sort vcpus --sort memoryGiB'],
  ['types g8i --sort memory', 'types g8i --sort memoryGiB'],
  ['types g8i --columns type,vCPU,metal', 'types g8i --columns type,vcpus,bare-metal'],
  ['families g8i -q', 'families g8i --quiet'],
  ['families g8i --no-color', 'families g8i'],
  ['replace g7.large --has erdma', 'replace g7.large --require erdma'],
  ['replace g7.large --arch amd64', 'replace g7.large --arch x86'],
  ['version', '--version'],
  ['-v', '--version'],
  ['families help', 'families --help'],
  ['help families', 'families --help'],
  ['help --', 'help'],
  ['help --no-pager', 'help'],
  ['help -- families', 'families --help'],
  ["help 'catalog pull'", 'catalog pull --help'],
  ['help exit codes', 'help exit-codes'],
  ['explain erdma', 'features erdma'],
  ['help erdma', 'features erdma'],
  ['show erdma', 'features erdma'],
];

describe('a guess that works', () => {
  it.each(works)('cipu %s is cipu %s', async (guess, same) => {
    const [guessed, meant] = [outputOf(await runCipu(words(guess))), outputOf(await runCipu(words(same)))];
    expect(guessed).toBe(meant);
    expect(guessed.trim()).not.toBe('');
  });
});

const hints: readonly (readonly [guess: string, hint: string | RegExp])[] = [
  // Commands.
  ['ls', 'did you mean cipu families or cipu types?'],
  ['list', 'did you mean cipu families or cipu types?'],
  ['search erdma', 'did you mean cipu families or cipu types?'],
  ['get families', 'did you mean cipu families or cipu types?'],
  ['info g8i', 'did you mean cipu show g8i?'],
  ['describe g8i.xlarge', 'did you mean cipu show g8i.xlarge?'],
  ['g8i', 'did you mean cipu show g8i?'],
  ['g8', /^ecs\.g8a, .* begin like that: cipu families 'g8\*' lists them$/],
  ['diff g7 g8i', 'did you mean cipu compare g7 g8i or cipu catalog diff?'],
  ['nvme', 'nvme is a feature: cipu features nvme'],
  ['main.tf', 'it is a file: cipu check --from main.tf'],
  ['filters', 'did you mean cipu help filters?'],
  ['help g8i', 'did you mean cipu show g8i?'],
  ['help exit', 'did you mean exit-codes?'],
  ['help families types', 'there is: cipu help families'],
  ['help catalog nosuch', 'there is: cipu help catalog'],
  ["help ''", 'cipu help lists commands and topics'],
  ["help ' '", 'cipu help lists commands and topics'],
  ['help -', 'cipu help lists commands and topics'],
  ['help ..', 'cipu help lists commands and topics'],
  [`help ${'x'.repeat(5000)}`, 'cipu help lists commands and topics'],
  ['families --cipu 2.0', 'cipu families --generation 2.0 asks for that'],
  ['families --has cipu-2', 'cipu families --generation 2.0 asks for that'],
  ['families --lacks burstable', /^did you mean .*burstable-cpu/],
  ['instances --cipu 2.0', 'cipu families --generation 2.0 asks for that'],
  // Features as flags.
  ['families --not erdma', 'did you mean --lacks erdma?'],
  ['families --erdma', 'did you mean --has erdma?'],
  ['families --nvme', 'did you mean --has nvme?'],
  ['families --baremetal', 'did you mean --has bare-metal?'],
  ['families --gpu', 'did you mean --has gpu?'],
  ['families --no-erdma', 'did you mean --lacks erdma?'],
  ['families --feature erdma', 'did you mean --has erdma?'],
  ['check g8i --erdma', 'did you mean --require erdma?'],
  ['check g8i --has erdma', 'did you mean --require erdma?'],
  ['--erdma', 'cipu families --has erdma lists families by that'],
  ['--region', 'flags stand behind a command: cipu families --region'],
  ['families --json=true', 'did you mean --json?'],
  ['--json families', 'flags stand behind the command: cipu families --json'],
  // Other words for flags.
  ["families --filter 'vcpus>8'", "did you mean --where 'vcpus>8'?"],
  ['families --format json', 'did you mean --output json?'],
  ['families --csv', 'did you mean --output csv?'],
  ['families --amd', 'did you mean --vendor amd?'],
  ['families --cpu-manufacturer amd', 'did you mean --vendor amd?'],
  ['types --cpu 8', 'did you mean --vcpus 8?'],
  ['types --vcpu 8', 'did you mean --vcpus 8?'],
  ['types --mem 32', 'did you mean --memory 32?'],
  ['types --memoryGiB 32', 'did you mean --memory 32?'],
  ['types --bandwidth 25..', 'did you mean --network 25..?'],
  ['types --networkGbps=25..', 'did you mean --network 25..?'],
  ['types --min-vcpus 8', 'did you mean --vcpus 8..?'],
  ['types --vcpus-min 8', 'did you mean --vcpus 8..?'],
  ['types --max-memory 64', 'did you mean --memory ..64?'],
  ['types --sort-by vcpus', 'did you mean --sort vcpus?'],
  ['families --color', /^FORCE_COLOR=1 /],
  ['families --access-key-secret', /^no flag takes a secret/],
  // Names that are something else.
  ['families --has erdma nvme', 'nvme is a feature: --has erdma,nvme'],
  ['families metal', 'bare-metal is a feature: --has bare-metal'],
  ['check nvme --require erdma', 'nvme is a feature: --require nvme'],
  ['families g8', /^ecs\.g8a, .* begin like that: cipu families 'g8\*' lists them$/],
  ['types g8i.1', "ecs.g8i.12xlarge, ecs.g8i.16xlarge begin like that: cipu types 'g8i.1*' lists them"],
  ['types 2xlarge', "it is a size: cipu types '*.2xlarge' lists the types that have it"],
  ['families amd', 'did you mean --vendor amd?'],
  ['types arm64', 'did you mean --arch arm?'],
  ['families cn-hangzhou', 'did you mean --region cn-hangzhou?'],
  ['check main.tf', '--from main.tf reads it'],
  ['check plan.json --require cipu', '--from plan.json reads it'],
  ['show main.tf', 'it is a file: cipu check --from main.tf reads it'],
  ['show i-bp67acfmxazb4p00', 'it is an instance: cipu instances i-bp67acfmxazb4p00'],
  // Nothing is near: no name is put forward.
  ['families nosuch', "cipu families lists the families; quote globs: 'g8*'"],
  ['families --sort price', 'it asks the API, one call a type'],
  ['types --sort price', 'it asks the API, one call a type'],
  ['families --vcpus 8 --vcpus 16', 'it takes one value'],
];

describe('a guess that leads on', () => {
  it.each(hints)('cipu %s: %s', async (guess, hint) => {
    expectError(await runCipu(words(guess)), { code: 2, message: /./, hint });
  });

  // Without an account nobody can tell whether there is such a region.
  it.each([
    ['hangzhou', 'cn-hangzhou'],
    ['cn-hangzou', 'cn-hangzhou'],
    ['singapore', 'ap-southeast-1'],
  ])('cipu families --region %s: %s', async (guess, region) => {
    const result = await runCipu(['families', '--region', guess]);
    expectError(result, { code: 4, message: /--region asks the ECS API/, hint: new RegExp(`; did you mean --region ${region}\\?$`) });
  });

  it('cipu price without an account says that prices were asked for', async () => {
    const result = await runCipu(['price', 'g8i.xlarge']);
    expectError(result, { code: 4, message: 'No credentials are configured, and only the ECS API knows prices.', hint: /cipu doctor/ });
  });
});
