import { valueAt } from '../../model/record.ts';

/** What a manifest is called: `Deployment/shop/web`, `NodePool/default`; null for what is not one. */
export function addressOf(value: unknown): string | null {
  const pool = valueAt(value, 'nodepool_info.name');
  if (typeof pool === 'string') return `nodepool/${pool}`;
  const [kind, namespace, name] = ['kind', 'metadata.namespace', 'metadata.name'].map((path) => valueAt(value, path));
  if (typeof kind !== 'string' || typeof name !== 'string') return null;
  return [kind, namespace, name].filter((part) => typeof part === 'string').join('/');
}
