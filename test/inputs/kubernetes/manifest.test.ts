import { describe, expect, it } from 'vitest';
import { linesOf, readFixture, readInput, wordsOf } from '../../helpers/read-input.ts';

const namesOf = async (text: string) => (await readInput(text)).targets.map(wordsOf);

/** A node pool of Karpenter with some requirements, in JSON. */
const nodePool = (requirements: unknown, reference?: unknown) =>
  JSON.stringify({
    apiVersion: 'karpenter.sh/v1',
    kind: 'NodePool',
    metadata: { name: 'x' },
    spec: { template: { spec: { nodeClassRef: reference, requirements } } },
  });

const open = 'any type ()';

describe('Kubernetes manifests', () => {
  it('of Karpenter name what it may choose from, types before families', async () => {
    const findings = await readFixture('kubernetes/karpenter.yaml');
    expect(findings).toMatchObject({
      format: 'kubernetes',
      gaps: [],
      notes: ['NodePool/abroad is left out: its nodes are those of another cloud (karpenter.k8s.aws).'],
    });
    expect(linesOf(findings)).toEqual([
      'ecs.g8i.xlarge | 22:15 | NodePool/general',
      'ecs.c8i.xlarge | 23:15 | NodePool/general',
      'any type (family in ecs.g9i, type not in ecs.g9i.large) | 34:9 | NodePool/families',
      'any type (vcpus above 4) | 46:9 | NodePool/open',
      'ecs.g7.xlarge | 69:71 | NodeClaim/general-x7k2p',
    ]);
  });

  it('of workloads and nodes name types by selectors, affinities and labels', async () => {
    expect(linesOf(await readFixture('kubernetes/workloads.yaml'))).toEqual([
      'ecs.g8i.xlarge | 13:43 | Deployment/shop/web',
      'ecs.g8i.xlarge | 21:30 | Deployment/shop/web',
      'ecs.g8i.2xlarge | 21:46 | Deployment/shop/web',
      'any type (family in ecs.c8i, type not in ecs.g5.large) | 26:19 | Deployment/shop/web',
      'ecs.c7.xlarge | 43:61 | CronJob/nightly',
      'ecs.r7.xlarge | 52:57 | Pod/shop/one',
      'ecs.g6.xlarge | 59:43 | Node/cn-hangzhou.10.0.0.1',
    ]);
  });

  it('of node pools name types, as custom resources and as the ACK OpenAPI has them', async () => {
    expect(linesOf(await readFixture('kubernetes/node-pool.yaml'))).toEqual([
      'ecs.g8y.large | 7:21 | KubernetesNodePool/workers',
      'ecs.u1-c1m4.xlarge | 7:36 | KubernetesNodePool/workers',
    ]);
    expect(linesOf(await readFixture('kubernetes/node-pools.json'))).toEqual([
      'ecs.g8i.xlarge | 6:28 | nodepool/default-pool',
      'ecs.g7.xlarge | 6:46 | nodepool/default-pool',
      'any type (vcpus in 4, memoryGiB in 16, type not in ecs.g5.*) | 14:31 | nodepool/by-figures',
    ]);
  });

  it.each<readonly [string, unknown, readonly string[]]>([
    ['no requirements', undefined, [open]],
    ['an empty list', [], [open]],
    ['no values', [{ key: 'node.kubernetes.io/instance-type', operator: 'In', values: [] }], [open]],
    ['other operators', [{ key: 'node.kubernetes.io/instance-type', operator: 'NotIn', values: ['ecs.g7.xlarge'] }], ['any type (type not in ecs.g7.xlarge)']],
    ['other labels', [{ key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] }], ['any type (architecture in ARM)']],
    ['the old label', [{ key: 'beta.kubernetes.io/instance-type', operator: 'In', values: ['ecs.g7.xlarge'] }], ['ecs.g7.xlarge']],
    ['a family of the older provider', [{ key: 'node.kubernetes.io/instance-family', operator: 'In', values: ['g7'] }], ['ecs.g7']],
  ])('leave a node pool with %s open or not', async (_, requirements, expected) => {
    expect(await namesOf(nodePool(requirements))).toEqual(expected);
  });

  it.each<readonly [unknown, number]>([
    [{ group: 'karpenter.k8s.alibabacloud', kind: 'ECSNodeClass' }, 1],
    [{ group: 'karpenter.alibabacloud.com', kind: 'ECSNodeClass' }, 1],
    [{ kind: 'ECSNodeClass' }, 1],
    [{ name: 'default' }, 1],
    [undefined, 1],
    [{ group: 'karpenter.azure.com', kind: 'AKSNodeClass' }, 0],
    [{ apiVersion: 'karpenter.k8s.aws/v1beta1', kind: 'EC2NodeClass' }, 0],
    [{ kind: 'EC2NodeClass' }, 0],
  ])('of Karpenter for the node class %j give %d', async (reference, count) => {
    const { targets, notes } = await readInput(nodePool([], reference));
    expect([targets.length, notes.length]).toEqual([count, 1 - count]);
  });

  it('may come as a list in JSON, with positions', async () => {
    const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: { nodeSelector: { 'node.kubernetes.io/instance-type': 'ecs.g8i.xlarge' } } };
    const list = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: [pod] }, null, 2);
    expect(linesOf(await readInput(list))).toEqual(['ecs.g8i.xlarge | 13:47 | Pod/a']);
    expect(await namesOf(JSON.stringify([pod, pod]))).toEqual(['ecs.g8i.xlarge', 'ecs.g8i.xlarge']);
    expect(await namesOf(`${JSON.stringify(pod)}\n${JSON.stringify(pod)}\n`)).toEqual(['ecs.g8i.xlarge', 'ecs.g8i.xlarge']);
  });

  it('leave open what a template fills in later', async () => {
    const pod = (type: string) => `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  nodeSelector:\n    node.kubernetes.io/instance-type: ${type}\n`;
    expect(await namesOf(pod('"{{ .Values.type }}"'))).toEqual(['The type is not filled in yet: {{ .Values.type }}.']);
    expect(await namesOf(pod('ecs.$(FAMILY).large'))).toEqual(['The type is not filled in yet: ecs.$(FAMILY).large.']);
  });

  it('that are templates of Helm and no YAML get told how to render them', async () => {
    const text = '{{- if .Values.pods }}\napiVersion: v1\nkind: Pod\n{{- end }}\n';
    await expect(readInput(text)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(/^input, line \d+, column \d+: This is not valid YAML \([^{}]*\)\.$/),
      hint: 'render templates first: helm template CHART | cipu check --from -',
    });
  });
});
