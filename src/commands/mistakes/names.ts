import type { Command } from 'commander';
import type { Catalog } from '../../model/catalog/catalog.ts';
import { vendors } from '../../model/catalog/hardware.ts';
import { findSubject, namesIn } from '../../model/catalog/lookup.ts';
import { fullName } from '../../model/names/pattern.ts';
import { suggestGlob } from '../../model/names/suggestion.ts';
import type { FeatureKey } from '../../model/registry/features.ts';
import { findFeature, plainName } from '../../model/registry/spelling.ts';
import { architectures } from '../shared/criteria.ts';
import { architectureSynonyms } from '../shared/filter-flags.ts';
import { isFileName } from '../shared/parse.ts';

/** What a word is that stands where a command takes names, and is none; undefined where nobody knows. */
export function meaningOfName(word: string, command: Command): string | undefined {
  const takes = (flag: string) => command.options.some(({ long }) => long === flag);
  if (isFileName(word)) return takes('--from') ? `it is a file: --from ${word}` : `it is a file: cipu check --from ${word} reads it`;
  if (/^i-[a-z0-9]{6,}$/i.test(word)) return `it is an instance: cipu instances ${word}`;
  if (/^\d*x?large$|^(medium|small|tiny)$/i.test(word)) return `it is a size: cipu types '*.${word.toLowerCase()}' lists the types that have it`;
  const feature = findFeature(word)?.key;
  if (feature !== undefined) {
    const earlier: unknown = command.getOptionValue('has');
    const all = [...(Array.isArray(earlier) ? (earlier as FeatureKey[]) : []), feature].join(',');
    const flag = ['--has', '--require'].find(takes);
    return `${feature} is a feature: ${flag ? `${flag} ${all}` : `cipu features ${feature}`}`;
  }
  const filter = filterMeantBy(word);
  return filter !== undefined && takes(filter.split(' ')[0] ?? '') ? `did you mean ${filter}?` : undefined;
}

/** What a word may be that stands where a command should. */
export function commandForName(word: string, catalog: Catalog): string | undefined {
  if (isFileName(word)) return `it is a file: cipu check --from ${word}`;
  if (findSubject(catalog, fullName(word))) return `did you mean cipu show ${word}?`;
  const feature = findFeature(word)?.key;
  if (feature !== undefined) return `${feature} is a feature: cipu features ${feature}`;
  return suggestGlob(fullName(word), namesIn(catalog.known, { isType: false }), false);
}

function filterMeantBy(word: string): string | undefined {
  const plain = plainName(word);
  const vendor = vendors.find((one) => one === plain);
  if (vendor !== undefined) return `--vendor ${vendor}`;
  const architecture = architectures.find((one) => one.toLowerCase() === plain) ?? (Object.hasOwn(architectureSynonyms, plain) && architectureSynonyms[plain]);
  if (architecture) return `--arch ${architecture.toLowerCase()}`;
  return /^(cn|ap|us|eu|me|na)-[a-z]+(-\d+|-lr)?$/.test(word) ? `--region ${word}` : undefined;
}
