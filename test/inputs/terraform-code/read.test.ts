import { describe, expect, it } from 'vitest';
import { type CodeOptions, readTerraformCode } from '../../../src/inputs/terraform-code/read.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

/** Folders made of files by their paths. */
function foldersOf(files: Readonly<Record<string, string>>) {
  return {
    list: async (folder: string) =>
      Object.keys(files)
        .filter((path) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.') === folder)
        .map((path) => path.slice(path.lastIndexOf('/') + 1)),
    read: async (path: string) => bytes(files[path] ?? ''),
  };
}

const noOptions: CodeOptions = { variables: new Map(), variableFiles: [] };

/** What the code of `main.tf` chooses: names, or reasons why they are not known, each with its place. */
async function read(files: string | Readonly<Record<string, string>>, options: Partial<CodeOptions> = {}): Promise<string[]> {
  const all = typeof files === 'string' ? { 'main.tf': files } : files;
  const { found, gaps } = await readTerraformCode('main.tf', bytes(all['main.tf'] ?? ''), { ...noOptions, folders: foldersOf(all), ...options });
  return [...found.map(({ name, unknown, at }) => `${name ?? `? ${unknown}`} ${at?.file}:${at?.line}:${at?.column}`), ...gaps.map((gap) => `gap ${gap}`)];
}

const instance = (type: string, more = '') => `resource "alicloud_instance" "web" {\n  instance_type = ${type}\n${more}}\n`;

describe('Terraform code', () => {
  it.each<[what: string, code: string, expected: string[]]>([
    ['a literal', instance('"ecs.g6.large"'), ['ecs.g6.large main.tf:2:19']],
    ['both branches of a conditional', instance('var.prod ? "ecs.g8i.large" : "ecs.c6.large"'), ['ecs.g8i.large main.tf:2:30', 'ecs.c6.large main.tf:2:48']],
    ['a variable with a default', `${instance('var.t')}variable "t" {\n  default = "ecs.g6.large"\n}\n`, ['ecs.g6.large main.tf:5:13']],
    ['a variable without a value', `${instance('var.t')}variable "t" {}\n`, ['? The variable t has no value. main.tf:2:19']],
    ['a local that is put together', `${instance('local.t')}locals {\n  size = "large"\n  t = "ecs.g6.\${local.size}"\n}\n`, ['ecs.g6.large main.tf:6:7']],
    [
      'any entry of a map by a key that is not known',
      `${instance('local.m[terraform.workspace]')}locals {\n  m = { a = "ecs.g6.large", b = "ecs.g8i.large" }\n}\n`,
      ['ecs.g6.large main.tf:5:13', 'ecs.g8i.large main.tf:5:33'],
    ],
    [
      'an entry of a map by its key',
      `${instance('lookup(local.m, "b", "ecs.c5.large")')}locals {\n  m = { a = "ecs.g6.large", b = "ecs.g8i.large" }\n}\n`,
      ['ecs.g8i.large main.tf:5:33'],
    ],
    ['an item of a list', instance('element(["ecs.g6.large", "ecs.g8i.large"], 1)'), ['ecs.g8i.large main.tf:2:44']],
    ['a function that only a plan works out', instance('jsondecode(file("x.json")).type'), ['? What jsondecode() gives, only a plan tells. main.tf:2:19']],
    ['a data source', instance('data.alicloud_instance_types.t.ids[0]'), ['? What data.alicloud_instance_types is, only a plan tells. main.tf:2:19']],
    ['a resource that is made not even once', instance('"ecs.g6.large"', '  count = 0\n'), []],
    [
      'each of a map',
      instance('each.value.type', '  for_each = { a = { type = "ecs.g6.large" }, b = { type = "ecs.g8i.large" } }\n'),
      ['ecs.g6.large main.tf:3:29', 'ecs.g8i.large main.tf:3:60'],
    ],
    ['each of a set', instance('each.key', '  for_each = toset(["ecs.g6.large"])\n'), ['ecs.g6.large main.tf:3:21']],
    [
      'count.index in a list',
      instance('["ecs.g6.large", "ecs.g8i.large"][count.index]', '  count = 2\n'),
      ['ecs.g6.large main.tf:2:20', 'ecs.g8i.large main.tf:2:36'],
    ],
    [
      'a dynamic block',
      'resource "alicloud_ess_scaling_configuration" "c" {\n  dynamic "instance_type_override" {\n    for_each = ["ecs.g6.large"]\n    content {\n      instance_type = instance_type_override.value\n    }\n  }\n}\n',
      ['ecs.g6.large main.tf:3:17'],
    ],
    [
      'a list that a for makes',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code that is read.
      'resource "alicloud_cs_kubernetes_node_pool" "p" {\n  instance_types = [for s in ["large", "xlarge"] : "ecs.g6.${s}"]\n}\n',
      ['ecs.g6.large main.tf:2:52', 'ecs.g6.xlarge main.tf:2:52'],
    ],
    [
      'an argument of another resource',
      `${instance('"ecs.g6.large"')}resource "alicloud_ecs_launch_template" "t" {\n  instance_type = alicloud_instance.web.instance_type\n}\n`,
      ['ecs.g6.large main.tf:2:19', 'ecs.g6.large main.tf:2:19'],
    ],
    [
      'no data source, output or comment',
      'data "alicloud_instances" "d" {\n  instance_type = "ecs.g6.large" # ecs.g5.large\n}\noutput "o" {\n  value = "ecs.g6.large"\n}\n',
      [],
    ],
    ['a circle', `${instance('local.a')}locals {\n  a = local.b\n  b = local.a\n}\n`, ['? local.a refers to itself. main.tf:6:7']],
  ])('reads %s', async (_what, code, expected) => {
    expect(await read(code)).toEqual(expected);
  });

  it('takes variables from files that Terraform reads by itself, from named files and from the command line, the last wins', async () => {
    const files = { 'main.tf': instance('var.t'), 'variables.tf': 'variable "t" { default = "ecs.g5.large" }\n' };
    expect(await read(files)).toEqual(['ecs.g5.large variables.tf:1:26']);
    const auto = { ...files, 'terraform.tfvars': 't = "ecs.g6.large"\n', 'b.auto.tfvars': 't = "ecs.g7.large"\n' };
    expect(await read(auto)).toEqual(['ecs.g7.large b.auto.tfvars:1:5']);
    const variableFiles = [{ path: 'prod.tfvars.json', content: bytes('{"t": "ecs.g8i.large"}') }];
    expect(await read(auto, { variableFiles })).toEqual(['ecs.g8i.large prod.tfvars.json:1:7']);
    expect(await read(auto, { variableFiles, variables: new Map([['t', 'ecs.c8i.large']]) })).toEqual(['ecs.c8i.large --var t:1:1']);
  });

  it('follows modules on disk, and says which are not', async () => {
    const main =
      'module "web" {\n  source = "./web"\n  type = "ecs.g6.large"\n}\nmodule "far" {\n  source = "aliyun/ecs/alicloud"\n  instance_type = "ecs.g5.large"\n}\n';
    const files = { 'main.tf': main, 'web/main.tf': `${instance('var.type')}variable "type" {}\n` };
    expect(await read(files)).toEqual([
      'ecs.g6.large main.tf:3:10',
      'ecs.g5.large main.tf:7:19',
      'gap module.far is not read. Its source aliyun/ecs/alicloud is not on disk: terraform init fetches it.',
    ]);
    const installed = {
      ...files,
      '.terraform/modules/modules.json': '{"Modules":[{"Key":"","Dir":"."},{"Key":"far","Dir":".terraform/modules/far"}]}',
      '.terraform/modules/far/main.tf': instance('var.instance_type'),
    };
    expect(await read(installed)).toEqual(['ecs.g6.large main.tf:3:10', 'ecs.g5.large main.tf:7:19']);
  });

  it('reads the form in JSON', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the code that is read.
    const json = '{\n"resource": {"alicloud_instance": {"web": {"instance_type": "${var.t}"}}},\n"variable": {"t": {"default": "ecs.g6.large"}}\n}';
    const { found } = await readTerraformCode('main.tf.json', bytes(json), noOptions);
    expect(found.map(({ name, at, address }) => [name, at?.line, address])).toEqual([['ecs.g6.large', 3, 'alicloud_instance.web']]);
  });

  it('says where a mistake is', async () => {
    await expect(read('resource "a" "b" {\n  x = \n')).rejects.toThrow(/^main\.tf, line \d+, column \d+: this is not Terraform code\.$/);
  });
});
