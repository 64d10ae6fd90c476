import type { ChoiceProperty } from '../../model/policy/choice.ts';

/** Labels of nodes that name their type. */
export const typeLabels: readonly string[] = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'];

/**
 * Domains of the labels that the Karpenter providers of Alibaba Cloud set (AliyunContainerService and cloudpilot-ai).
 */
const domains = ['karpenter.alibabacloud.com', 'karpenter.k8s.alibabacloud', 'karpenter.k8s.alicloud', 'node.kubernetes.io'];

/** Labels of nodes that name their family. */
export const familyLabels: readonly string[] = domains.map((domain) => `${domain}/instance-family`);

/** What labels say of a type, by the word behind the domain. */
const propertiesByWord: Readonly<Record<string, ChoiceProperty>> = {
  'instance-category': 'series',
  'instance-generation': 'generation',
  'instance-size': 'size',
  'instance-cpu': 'vcpus',
  'instance-memory': 'memoryGiB',
  'instance-gpu-count': 'gpus',
};

/**
 * What a label says of the type of its node, and by what its figures are to be divided; undefined for one that says
 * nothing known of it.
 */
export function propertyOf(label: string): { readonly property: ChoiceProperty; readonly unit: number } | undefined {
  if (typeLabels.includes(label)) return { property: 'type', unit: 1 };
  if (familyLabels.includes(label)) return { property: 'family', unit: 1 };
  if (label === 'kubernetes.io/arch' || label === 'beta.kubernetes.io/arch') return { property: 'architecture', unit: 1 };
  const [domain = '', word = ''] = label.split('/');
  const property = domains.includes(domain) ? propertiesByWord[word] : undefined;
  // One of the providers gives the memory in MiB, the others in GiB.
  return property && { property, unit: property === 'memoryGiB' && domain === 'karpenter.alibabacloud.com' ? 1024 : 1 };
}

/** Whether a label says of the type of its node what a catalog does not tell: the model of its GPU. */
export function isOtherInstanceLabel(label: string): boolean {
  const [domain = '', word = ''] = label.split('/');
  return domains.includes(domain) && word.startsWith('instance-') && propertyOf(label) === undefined;
}
