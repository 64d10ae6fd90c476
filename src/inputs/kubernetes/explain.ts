import type { Mention, Path } from '../../documents/document.ts';
import { isRecord } from '../../model/record.ts';
import { isPassedOver } from '../finding.ts';
import { leadsToFreeText } from '../free-text.ts';
import type { Reading } from '../reader.ts';
import { addressOf } from './address.ts';
import { familyLabels, typeLabels } from './labels.ts';
import { isInstanceTerm, isTermList } from './terms.ts';

/** Annotations in which people and programs write down what was. */
const telling = /(?:^|\/)(?:last-applied-configuration|change-cause|description|notes?|comments?|summary|owner|contact)$/i;

/** Says why a name in a manifest chooses nothing. */
export function explainInManifest(manifest: unknown): Required<Pick<Reading, 'explain' | 'addressAt'>> {
  return {
    explain: (mention) => explain(manifest, mention),
    addressAt(path) {
      let address: string | null = null;
      for (const { value } of stepsTo(manifest, path)) address = addressOf(value) ?? address;
      return address;
    },
  };
}

function explain(manifest: unknown, { path, isKey }: Mention): string | undefined {
  const steps = [...stepsTo(manifest, path)];
  for (const [i, { value, key }] of steps.entries()) {
    if (isRecord(value) && value.kind === 'NodeOverlay') return 'It changes prices, and chooses nothing.';
    if (isTermList(value) && typeof key === 'number' && isInstanceTerm(value[key]) && path[i + 1] === 'values')
      return 'It excludes a type, or is met by what stands beside it.';
    if (typeof key === 'string' && isPassedOver(key)) return 'It is excluded, or limits a price.';
    if (typeof key === 'string' && telling.test(key)) return 'It tells what was.';
  }
  const last = path.findLast((step) => typeof step === 'string');
  if (last === undefined || isKey) return undefined;
  if (typeLabels.includes(last) || familyLabels.includes(last)) return 'It is met by what stands beside it.';
  const text = steps.at(-1)?.value;
  return leadsToFreeText(path, isRecord(text) ? text[last] : undefined) ? 'It is free text.' : undefined;
}

/** Each value on the way to a place, the top first, with the step that leads on. */
function* stepsTo(top: unknown, path: Path): Generator<{ readonly value: unknown; readonly key: string | number }> {
  let value = top;
  for (const key of path) {
    yield { value, key };
    if (Array.isArray(value)) value = typeof key === 'number' ? value[key] : undefined;
    else value = isRecord(value) && Object.hasOwn(value, key) ? value[String(key)] : undefined;
  }
}
