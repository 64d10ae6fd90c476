/** Documents of every form that is read, in which each type passes, and what is known of their places. */
import { stringify } from 'yaml';

export type Path = readonly (string | number)[];

/** A document and the places in it where a name chooses nothing. */
export interface InputForm {
  readonly name: string;
  readonly file: string;
  readonly value: unknown;
  render(value: unknown): string;
  /** Paths under which nothing is chosen; `*` stands for any step. */
  readonly notChosen: readonly string[];
  /** Paths of free text. */
  readonly free: readonly Path[];
}

const good = 'ecs.g8i.large';
const text = 'some words';

const instanceValues = {
  instance_type: good,
  instance_name: text,
  description: text,
  tags: { team: text },
  user_data: text,
  size: 'x',
  nested: [{ value: 'y' }],
};
const change = (type: string, after: unknown, rest: object = {}, actions: readonly string[] = ['create']) => ({
  address: `${type}.x`,
  mode: 'managed',
  type,
  name: 'x',
  change: { actions, before: null, after, after_unknown: {}, after_sensitive: {} },
  ...rest,
});

const plan = {
  format_version: '1.2',
  terraform_version: '1.9.8',
  variables: { type: { value: good } },
  planned_values: {
    outputs: { type: { value: good } },
    root_module: { resources: [{ address: 'alicloud_instance.x', mode: 'managed', type: 'alicloud_instance', name: 'x', values: instanceValues }] },
  },
  resource_changes: [
    change('alicloud_instance', instanceValues),
    change('example_fleet', { pools: [{ kind: 'z' }] }),
    change('alicloud_instance', null, { address: 'alicloud_instance.gone' }, ['delete']),
    change('volcengine_ecs_instance', { instance_type: 'x' }),
    change('kubernetes_deployment_v1', { metadata: [{ name: text, labels: { a: text } }], spec: [{ node: 'x' }] }),
  ],
  prior_state: { format_version: '1.0', values: { root_module: { resources: [] } } },
  configuration: { root_module: { resources: [] } },
};

const json = (value: unknown) => JSON.stringify(value, null, 2);
const lines = (value: unknown) => `${JSON.stringify(value)}\n`;

const planPlaces = {
  notChosen: [
    'variables',
    'prior_state',
    'configuration',
    'planned_values.outputs',
    'planned_values.root_module.resources.*.address',
    'planned_values.root_module.resources.*.name',
    'planned_values.root_module.resources.*.values.tags',
    'planned_values.root_module.resources.*.values.instance_name',
    'planned_values.root_module.resources.*.values.description',
    'planned_values.root_module.resources.*.values.user_data',
    'resource_changes.*.address',
    'resource_changes.*.name',
    'resource_changes.*.change.before',
    'resource_changes.*.change.after_unknown',
    'resource_changes.*.change.after_sensitive',
    'resource_changes.0.change.after.instance_name',
    'resource_changes.0.change.after.description',
    'resource_changes.0.change.after.tags',
    'resource_changes.0.change.after.user_data',
    // What is deleted, and what is of another cloud.
    'resource_changes.2',
    'resource_changes.3',
    'resource_changes.4.change.after.metadata.0.name',
    'resource_changes.4.change.after.metadata.0.labels',
  ],
  free: [
    ['resource_changes', 0, 'change', 'after', 'description'],
    ['resource_changes', 0, 'change', 'after', 'tags', 'team'],
    ['resource_changes', 0, 'change', 'after', 'instance_name'],
    ['resource_changes', 0, 'change', 'after', 'user_data'],
    ['resource_changes', 4, 'change', 'after', 'metadata', 0, 'labels', 'a'],
  ],
} as const;

const state = {
  format_version: '1.0',
  values: {
    outputs: { a: { value: text } },
    root_module: { resources: [{ address: 'alicloud_instance.x', mode: 'managed', type: 'alicloud_instance', name: 'x', values: instanceValues }] },
  },
};

const rawState = {
  version: 4,
  serial: 1,
  lineage: 'a',
  outputs: { a: { value: text } },
  resources: [{ mode: 'managed', type: 'alicloud_instance', name: 'x', provider: 'p', instances: [{ attributes: instanceValues, private: 'x' }] }],
};

const stack = {
  version: 3,
  deployment: {
    manifest: { time: text },
    resources: [
      {
        urn: 'urn:pulumi:dev::shop::alicloud:ecs/instance:Instance::web',
        type: 'alicloud:ecs/instance:Instance',
        inputs: { instanceType: good, description: text, tags: { a: text }, size: 'x', list: [{ a: 'b' }] },
        outputs: { instanceType: good },
      },
    ],
  },
};

const ref = (name: string) => `\${${name}}`;

const code = {
  variable: { type: { default: good, description: text } },
  locals: { sizes: { small: good, large: 'ecs.g8i.xlarge' } },
  resource: {
    alicloud_instance: {
      web: { instance_type: ref('var.type'), instance_name: text, description: text, tags: { team: text }, user_data: text, extra: { a: 'b', list: ['c'] } },
      app: { instance_type: ref('local.sizes.small') },
    },
    example_fleet: { pools: { options: { kind: 'z' } } },
    volcengine_ecs_instance: { other: { instance_type: 'x' } },
  },
  output: { type: { value: good } },
};

const codePlaces = {
  notChosen: [
    'output',
    'variable.*.description',
    ...['instance_name', 'description', 'tags', 'user_data'].map((key) => `resource.alicloud_instance.web.${key}`),
    'resource.volcengine_ecs_instance',
  ],
  free: [
    ['variable', 'type', 'description'],
    ['resource', 'alicloud_instance', 'web', 'description'],
    ['resource', 'alicloud_instance', 'web', 'tags', 'team'],
    ['output', 'type', 'value'],
  ],
} as const;

/** Code in JSON, written in Terraform's own language. What has no place in that is no code, and is refused as such. */
function renderHcl(value: unknown): string {
  const body = (part: unknown) =>
    Object.entries(Object(part))
      .map(([name, member]) => `${name} = ${renderExpression(member)}\n`)
      .join('');
  const blocks = (type: string, labels: readonly string[], depth: number, part: unknown): string =>
    depth === 0
      ? `${[type, ...labels.map((label) => JSON.stringify(label))].join(' ')} {\n${body(part)}}\n`
      : Object.entries(Object(part))
          .map(([label, member]) => blocks(type, [...labels, label], depth - 1, member))
          .join('');
  const labels: Readonly<Record<string, number>> = { resource: 2, variable: 1, output: 1, locals: 0 };
  return Object.entries(Object(value))
    .map(([key, part]) => blocks(key, [], labels[key] ?? 0, part))
    .join('');
}

function renderExpression(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(renderExpression).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)} = ${renderExpression(member)}`);
  return `{ ${entries.join(', ')} }`;
}

const ros = {
  ROSTemplateFormatVersion: '2015-09-01',
  Description: text,
  Parameters: { Type: { Type: 'String', Description: text, AllowedValues: [good] } },
  Mappings: { Sizes: { small: { type: good } } },
  Resources: {
    Web: { Type: 'ALIYUN::ECS::Instance', Properties: { InstanceType: { Ref: 'Type' }, InstanceName: text, Tags: [{ Key: 'a', Value: text }], Size: 'x' } },
    Other: { Type: 'ALIYUN::FC::Function', Properties: { Environment: { a: 'b' } } },
  },
  Outputs: { Type: { Value: text } },
};

const oos = {
  FormatVersion: 'OOS-2019-06-01',
  Description: text,
  Parameters: { type: { Type: 'String', Description: text, AllowedValues: [good] } },
  Tasks: [{ Name: 'run', Action: 'ACS::ECS::RunInstances', Description: text, Properties: { instanceType: '{{ type }}', other: { a: 'b' } } }],
};

const deployment = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web', labels: { app: text }, annotations: { 'example.com/note': text, 'example.com/size': 'x' } },
  spec: {
    template: {
      spec: {
        nodeSelector: { 'node.kubernetes.io/instance-type': good },
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: {
              nodeSelectorTerms: [{ matchExpressions: [{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: [good] }] }],
            },
          },
        },
        containers: [{ name: 'web', image: 'nginx', args: ['a'], env: [{ name: 'A', value: 'b' }] }],
      },
    },
  },
};

const plain = { title: text, services: { web: { instance_type: good, description: text, labels: { a: text } } }, list: ['a', { b: 'c' }] };

/** Every form of documents that is read. */
export const inputForms: readonly InputForm[] = [
  { name: 'a plan in one line', file: 'plan.json', value: plan, render: lines, ...planPlaces },
  { name: 'a plan', file: 'plan.json', value: plan, render: json, ...planPlaces },
  {
    name: 'a state',
    file: 'state.json',
    value: state,
    render: json,
    notChosen: [
      'values.outputs',
      ...['address', 'name', 'values.instance_name', 'values.description', 'values.tags', 'values.user_data'].map(
        (key) => `values.root_module.resources.*.${key}`,
      ),
    ],
    free: [['values', 'root_module', 'resources', 0, 'values', 'tags', 'team']],
  },
  {
    name: 'a stored state',
    file: 'terraform.tfstate',
    value: rawState,
    render: json,
    notChosen: [
      'outputs',
      ...['type', 'name', 'provider'].map((key) => `resources.*.${key}`),
      ...['private', 'attributes.instance_name', 'attributes.description', 'attributes.tags', 'attributes.user_data'].map(
        (key) => `resources.*.instances.*.${key}`,
      ),
    ],
    free: [['resources', 0, 'instances', 0, 'attributes', 'description']],
  },
  { name: 'Terraform code in JSON', file: 'main.tf.json', value: code, render: json, ...codePlaces },
  { name: 'Terraform code', file: 'main.tf', value: code, render: renderHcl, ...codePlaces },
  {
    name: 'a stack of Pulumi',
    file: 'stack.json',
    value: stack,
    render: json,
    notChosen: ['deployment.manifest', ...['urn', 'type', 'inputs.description', 'inputs.tags'].map((key) => `deployment.resources.*.${key}`)],
    free: [['deployment', 'resources', 0, 'inputs', 'tags', 'a']],
  },
  ...[json, stringify].map(
    (render): InputForm => ({
      name: `a template of ROS in ${render === json ? 'JSON' : 'YAML'}`,
      file: 'ros.template',
      value: ros,
      render,
      notChosen: ['Description', 'Outputs', 'Parameters.Type.Description', 'Resources.Web.Properties.InstanceName', 'Resources.Web.Properties.Tags'],
      free: [
        ['Description'],
        ['Parameters', 'Type', 'Description'],
        ['Resources', 'Web', 'Properties', 'InstanceName'],
        ['Resources', 'Web', 'Properties', 'Tags', 0, 'Value'],
      ],
    }),
  ),
  {
    name: 'a template of OOS',
    file: 'oos.yaml',
    value: oos,
    render: stringify,
    notChosen: ['Description', 'Parameters.type.Description', 'Tasks.*.Description', 'Tasks.*.Name'],
    free: [['Description'], ['Parameters', 'type', 'Description'], ['Tasks', 0, 'Description']],
  },
  ...[json, stringify].map(
    (render): InputForm => ({
      name: `a manifest in ${render === json ? 'JSON' : 'YAML'}`,
      file: render === json ? 'web.json' : 'web.yaml',
      value: deployment,
      render,
      notChosen: [
        'metadata.name',
        'metadata.labels',
        'metadata.annotations.example.com/note',
        'spec.template.spec.containers.*.name',
        'spec.template.spec.containers.0.env.*.name',
      ],
      free: [
        ['metadata', 'labels', 'app'],
        ['metadata', 'annotations', 'example.com/note'],
      ],
    }),
  ),
  ...[json, stringify].map(
    (render): InputForm => ({
      name: `${render === json ? 'JSON' : 'YAML'} of no known form`,
      file: render === json ? 'plain.json' : 'plain.yaml',
      value: plain,
      render,
      notChosen: ['title', 'services.*.description', 'services.*.labels'],
      free: [['title'], ['services', 'web', 'description'], ['services', 'web', 'labels', 'a']],
    }),
  ),
];
