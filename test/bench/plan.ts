import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compare, type Sample } from './measure.ts';

/** What checking a large plan takes, beside a process that only reads and parses it. */
export interface PlanFigures {
  readonly megabytes: number;
  readonly parse: Sample;
  readonly check: Sample;
}

const resources = 5_000;
const types = ['ecs.g8i.xlarge', 'ecs.c8i.2xlarge', 'ecs.g9i.large', 'ecs.g8y.4xlarge'];

/** An instance as the provider's schema has it, of some 2 kB. */
function instance(i: number): object {
  return {
    instance_type: types[i % types.length],
    instance_name: `web-${i}`,
    host_name: `web-${i}`,
    image_id: 'aliyun_3_x64_20G_alibase_20240528.vhd',
    vswitch_id: `vsw-bp1${i}`,
    security_groups: [`sg-bp1${i}`, 'sg-bp1shared'],
    system_disk_category: 'cloud_essd',
    system_disk_size: 40,
    data_disks: [0, 1].map((disk) => ({
      name: `data-${disk}`,
      size: 200,
      category: 'cloud_essd',
      performance_level: 'PL1',
      delete_with_instance: true,
      encrypted: false,
      kms_key_id: null,
      snapshot_id: null,
    })),
    instance_charge_type: 'PostPaid',
    internet_charge_type: 'PayByTraffic',
    internet_max_bandwidth_out: 0,
    deletion_protection: false,
    dry_run: false,
    tags: { team: 'web', environment: 'production', index: String(i) },
    volume_tags: null,
    user_data: `#cloud-config ${'packages nginx; '.repeat(110)}`,
  };
}

/** A plan of `terraform show -json`, in one line as terraform writes it. */
function plan(): string {
  const address = (i: number) => `module.web[${i % 50}].alicloud_instance.this[${i}]`;
  const common = (i: number) => ({
    address: address(i),
    mode: 'managed',
    type: 'alicloud_instance',
    name: 'this',
    index: i,
    provider_name: 'registry.example.com/aliyun/alicloud',
  });
  const all = Array.from({ length: resources }, (_, i) => i);
  const values = all.map((i) => ({ ...common(i), schema_version: 0, values: instance(i), sensitive_values: { tags: {}, data_disks: [{}, {}] } }));
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.9.8',
    planned_values: { root_module: { child_modules: [{ address: 'module.web', resources: values }] } },
    resource_changes: all.map((i) => ({
      ...common(i),
      module_address: `module.web[${i % 50}]`,
      change: {
        actions: ['create'],
        before: null,
        after: instance(i),
        after_unknown: { id: true, primary_ip_address: true, private_ip: true, data_disks: [{}, {}] },
        before_sensitive: false,
        after_sensitive: {},
      },
    })),
    configuration: { root_module: { module_calls: {} } },
  });
}

/** Measures the check of a plan, each process several times in turns. */
export async function measurePlan(rounds: number): Promise<PlanFigures> {
  const directory = mkdtempSync(join(tmpdir(), 'cipu-bench-'));
  const path = join(directory, 'plan.json');
  try {
    writeFileSync(path, plan());
    const { parse, check } = await compare(
      {
        parse: ['-e', 'JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"))', path],
        check: ['bin/cipu.js', 'check', '--from', path, '--require', 'cipu,erdma,vcpus>=2'],
      },
      rounds,
    );
    if (!parse || !check) throw new Error('a measurement is missing');
    return { megabytes: statSync(path).size / 1e6, parse, check };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
