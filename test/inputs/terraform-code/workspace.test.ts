import { describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import { linesOf, readInput } from '../../helpers/read-input.ts';

const template = (files: Readonly<Record<string, string>>) =>
  stringify({ ROSTemplateFormatVersion: '2015-09-01', Transform: 'Aliyun::Terraform-v1.5', Workspace: files }, { lineWidth: 0 });
const instance = (type: string, name = 'web') => `resource "alicloud_instance" "${name}" {\n  instance_type = ${type}\n}\n`;
const read = async (files: Readonly<Record<string, string>>, parameters: Readonly<Record<string, string>> = {}) =>
  linesOf(await readInput(template(files), undefined, { parameters: new Map(Object.entries(parameters)) }));

describe('Terraform code in a template of ROS', () => {
  it('is read, and each type is found in the template', async () => {
    expect(await read({ 'main.tf': `# ecs.g5.large\n${instance('"ecs.g7.large"')}${instance('"ecs.g8i.large"', 'app')}` })).toEqual([
      'ecs.g7.large | 7:24 | alicloud_instance.web',
      'ecs.g8i.large | 10:24 | alicloud_instance.app',
    ]);
  });

  it('takes values from the files beside it, and tells of each at its own', async () => {
    const files = { 'main.tf': instance('var.type'), 'variables.tf': 'variable "type" {\n  default = "ecs.g7.large"\n}\n' };
    expect(await read(files)).toEqual(['ecs.g7.large | 10:18 | alicloud_instance.web']);
    expect(await read({ 'main.tf': files['main.tf'], 'terraform.tfvars': 'type = "ecs.g7.large"\n' })).toContain('ecs.g7.large | 4:12 | alicloud_instance.web');
  });

  it('calls the modules of the template', async () => {
    const files = { 'main.tf': 'module "a" {\n  source = "./a"\n}\n', 'a/main.tf': instance('"ecs.g7.large"') };
    expect(await read(files)).toContain('ecs.g7.large | 10:24 | module.a.alicloud_instance.web');
  });

  it('has its variables set by parameters', async () => {
    const files = { 'main.tf': `${instance('var.type')}variable "type" {}\n` };
    expect((await read(files)).join()).toContain('The variable type has no value.');
    expect((await read(files, { type: 'ecs.g8i.large' })).join()).toMatch(/^ecs\.g8i\.large/);
  });

  it('leaves no name unseen', async () => {
    expect(await read({ 'main.tf': 'locals {\n  a = "ecs.g7.large"\n}\n' })).toEqual(['unexplained ecs.g7.large | 6:12']);
    expect(await read({ 'main.tf': instance('"ecs.g8i.large"'), 'run.sh': 'a ecs.g7.large {\n' })).toContain(
      'unexplained ecs.g7.large | 9:7 | Workspace.run.sh',
    );
  });
});
