import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { InputFormat } from '../../src/inputs/input.ts';
import { readTargets } from '../../src/inputs/read-targets.ts';
import { linesOf, readInput } from '../helpers/read-input.ts';

const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {nodeSelector: {node.kubernetes.io/instance-type: ecs.g8i.large}}\n';
const ros = 'ROSTemplateFormatVersion: "2015-09-01"\nResources:\n  A: {Type: ALIYUN::ECS::Instance, Properties: {InstanceType: ecs.g8i.large}}\n';
const state = JSON.stringify({
  format_version: '1.0',
  values: {
    root_module: {
      resources: [{ address: 'alicloud_instance.a', mode: 'managed', type: 'alicloud_instance', name: 'a', values: { instance_type: 'ecs.g8i.large' } }],
    },
  },
});

describe('readTargets', () => {
  it.each<readonly [InputFormat, string, string]>([
    ['terraform', state, `ecs.g8i.large | 1:${state.indexOf('"ecs') + 1} | alicloud_instance.a`],
    ['ros', ros, 'ecs.g8i.large | 3:63 | Resources.A (ALIYUN::ECS::Instance)'],
    ['kubernetes', pod, 'ecs.g8i.large | 4:57 | Pod/a'],
    ['cipu', 'type,vcpus\necs.g8i.large,2\n', 'ecs.g8i.large | 2:1'],
    ['list', 'ecs.g8i.large\n', 'ecs.g8i.large | 1:1'],
  ])('knows the form %s by its content, and reads it by its name', async (format, text, line) => {
    for (const named of [undefined, format]) {
      const findings = await readInput(text, named);
      expect(findings.format).toBe(format);
      expect(linesOf(findings)).toEqual([line]);
    }
  });

  it.each([
    ['UTF-8 with a mark', 'utf8', '\ufeff'],
    ['UTF-16', 'utf16le', '\ufeff'],
  ] as const)('reads %s', async (_, encoding, mark) => {
    expect(linesOf(await readInput(Buffer.from(`${mark}# 注释\r\necs.g8i.large\r\n`, encoding)))).toEqual(['ecs.g8i.large | 2:1']);
    expect(linesOf(await readInput(Buffer.from(mark + pod.replaceAll('\n', '\r\n'), encoding)))).toEqual(['ecs.g8i.large | 4:57 | Pod/a']);
    expect(await readInput(Buffer.from(mark + state, encoding))).toMatchObject({ format: 'terraform', targets: [{ name: 'ecs.g8i.large' }] });
  });

  it('reads UTF-16 in the other order of bytes', async () => {
    expect(linesOf(await readInput(Buffer.from('\ufeffecs.g8i\n', 'utf16le').swap16()))).toEqual(['ecs.g8i | 1:1']);
  });

  it.each<readonly [string, string | Uint8Array, string, string]>([
    ['nothing', '', 'input is empty.', ''],
    ['blanks', ' \n\t\n', 'input is empty.', ''],
    [
      'a plan file',
      Buffer.from('PK\u0003\u0004abc\u0000'),
      'input is a packed file, such as the plan file that terraform plan -out writes, and not text.',
      'terraform show -json PLAN > plan.json',
    ],
    ['gzip', gzipSync(pod), 'input is packed with gzip, and not text.', 'unpack it: gzip -dc FILE | cipu check --from -'],
    ['an image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'input is not text in UTF-8 or UTF-16.', 'save it as UTF-8'],
    ['NUL', 'ecs.g8i\u0000\n', 'input is not text in UTF-8 or UTF-16.', 'save it as UTF-8'],
    ['Latin-1', Buffer.from('# Größe\n', 'latin1'), 'input is not text in UTF-8 or UTF-16.', 'save it as UTF-8'],
    [
      'a log',
      '{"@level":"info","@message":"Terraform 1.9"}\n{"@level":"info"}\n',
      'input is the log of a Terraform run, not its plan.',
      'terraform show -json PLAN > plan.json',
    ],
    ['other JSON', '{"name": "x", "type": "module"}', 'input is JSON of no known form.', 'known are'],
    ['an empty list', '[]', 'input is JSON of no known form.', 'known are'],
    ['other YAML', 'services:\n  web: {image: nginx}\n', 'input is YAML of no known form.', 'known are'],
    ['a list in YAML of what is no name', '- g8i\n- other\n', 'input is YAML of no known form.', 'known are'],
  ])('refuses %s', async (_, content, message, hint) => {
    const error = await readInput(content).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ exitCode: 2, message });
    expect((error as { hint?: string }).hint ?? '').toContain(hint);
  });

  it('names the known forms and the flag', async () => {
    await expect(readInput('{"a": 1}')).rejects.toMatchObject({
      hint: expect.stringMatching(
        /^known are a plan or state of Terraform in JSON, .*, tables and lists of names; --input-format text takes every type that a text names$/,
      ),
    });
  });

  it.each<readonly [InputFormat, string, string]>([
    ['terraform', '{"a": 1}', 'input is not a plan or state of Terraform in JSON.'],
    ['terraform', 'ecs.g8i\n', 'input, line 1, column 1'],
    ['ros', pod, 'input is not a template of ROS.'],
    ['kubernetes', ros, 'input is not a Kubernetes manifest.'],
    ['kubernetes', 'ecs.g8i\n', 'input is not a Kubernetes manifest.'],
    ['cipu', 'ecs.g8i\n', 'input is not output of cipu.'],
    ['ros', 'type,family\necs.g8i.large,ecs.g8i\n', 'input is not a template of ROS.'],
    ['list', '{"a": 1}', 'input, line 1, column 2: No family or type has """ in its name.'],
    ['ros', '', 'input is empty.'],
  ])('refuses as %s what is none: %j', async (format, text, message) => {
    await expect(readInput(text, format)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining(message) });
  });

  it.each([
    ['JSON cut short', state.slice(0, -20)],
    ['malformed JSON', '{"format_version": 1.0.0}'],
    ['YAML cut short', `${pod}spec: {a: [b`],
    ['200 levels of JSON', `${'{"a":'.repeat(200)}1${'}'.repeat(200)}`],
    ['200 levels of lists', `${'['.repeat(200)}${']'.repeat(200)}`],
    ['200 levels of YAML', Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:\n`).join('')],
    ['200 levels of flow', `${'{a: '.repeat(200)}b${'}'.repeat(200)}`],
    ['200,000 brackets', '['.repeat(200_000)],
    ['200,000 open keys', '{a: '.repeat(200_000)],
  ])('gives one clear message for %s', async (_, text) => {
    const error = await readInput(text).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ exitCode: 2, message: expect.stringMatching(/^input\b.{10,160}\.$/) });
  });

  it('calls standard input by its name in messages, and `-` in places', async () => {
    const read = (text: string) => readTargets({ name: '-', content: Buffer.from(text) }, { format: undefined, all: false, parameters: new Map() });
    await expect(read('')).rejects.toMatchObject({ message: 'Standard input is empty.' });
    expect((await read('ecs.g8i')).targets[0]?.place).toEqual({ file: '-', line: 1, column: 1, address: null });
  });
});
