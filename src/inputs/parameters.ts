import { parseJson } from '../documents/json.ts';
import { UsageError } from '../errors.ts';
import { isRecord, memberOf, textOf } from '../model/record.ts';

/**
 * Reads a file of parameters in JSON or YAML: a map of them, alone or under `Parameters`, or a list of keys and values
 * as the tools of ROS write it. Rejects with UsageError for anything else; `label` is what messages call the file.
 */
export async function readParameters(text: string, label: string): Promise<ReadonlyMap<string, unknown>> {
  const value = /^\s*[{[]/.test(text) ? parseJson(text, label).value : await parseFirst(text, label);
  const held = memberOf(value, 'Parameters') ?? value;
  if (isRecord(held)) return new Map(Object.entries(held));
  const pairs = Array.isArray(held) ? held.map((one) => [memberOf(one, 'ParameterKey'), memberOf(one, 'ParameterValue')] as const) : [];
  if (pairs.length === 0 || pairs.some(([key]) => typeof key !== 'string')) {
    throw new UsageError(`${label} holds no parameters.`, { hint: 'a map of them in YAML or JSON: InstanceType: ecs.g9i.large' });
  }
  return new Map(pairs.map(([key, one]) => [textOf(key), one]));
}

async function parseFirst(text: string, label: string): Promise<unknown> {
  const { parseYaml } = await import('../documents/yaml.ts');
  return (await parseYaml(text, label))[0]?.value;
}
