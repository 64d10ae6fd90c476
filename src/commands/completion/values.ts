import type { Argument, Option } from 'commander';
import type { Cloud } from '../../context.ts';
import { dimensions } from '../../model/fleet/groups.ts';
import { priceTerms } from '../../model/market/price.ts';
import { featureDefinitions } from '../../model/registry/features.ts';
import { changeKinds } from '../../model/reports/diff.ts';
import { familyColumns, typeColumns } from '../../render/columns/catalog.ts';
import { checkColumns } from '../../render/columns/check.ts';
import { instanceColumns } from '../../render/columns/instances.ts';
import { familyPriceColumns, priceColumns, typePriceColumns } from '../../render/columns/prices.ts';
import { replacementColumns } from '../../render/columns/replacements.ts';
import { catalogColumns, differenceColumns } from '../../render/columns/snapshots.ts';
import { stockColumns } from '../../render/columns/stock.ts';
import { formats } from '../../render/formats/renderers.ts';
import { reportFormats } from '../../render/reports/reports.ts';
import { architectures, verdicts } from '../shared/criteria.ts';
import { collectList } from '../shared/options.ts';

/** A word that may be offered, with a few words on it. */
export interface Candidate {
  readonly value: string;
  readonly description?: string;
}

/** A value to complete. */
export interface Question {
  /** The command with those it belongs to: `catalog diff`. */
  readonly command: string;
  /** What is typed of the value; of one that has parts only the last part. */
  readonly word: string;
  /** The parts before it. */
  readonly earlier: readonly string[];
  readonly context: { readonly cloud: Pick<Cloud, 'openEmbedded' | 'knownNames'> };
}

type Source = (question: Question) => readonly Candidate[] | Promise<readonly Candidate[]>;

/** Candidates that are nothing but words. */
const toCandidates = (values: readonly string[]): Candidate[] => values.map((value) => ({ value }));

/** Where the values of flags and arguments come from, by `--flag` or `<argument>`, if need be after the command. Choices need no entry. */
const sources: Readonly<Record<string, Source>> = {
  '--has': features,
  '--lacks': features,
  '--require': features,
  '--cipu': () => toCandidates(verdicts),
  '--arch': () => toCandidates(architectures),
  'replace --arch': () => toCandidates([...architectures, 'any']),
  '--category': ({ context }) => toCandidates([...new Set(context.cloud.openEmbedded().known.flatMap(({ documented }) => documented?.category ?? []))].sort()),
  '--region': async ({ context }) => [...toNamed(await context.cloud.knownNames('region')), { value: 'all', description: 'every region' }],
  '--profile': async ({ context }) => toNamed(await context.cloud.knownNames('profile')),
  '--by': () => toCandidates([...dimensions, 'tag:']),
  '--type': familiesOrTypes,
  '--only': () => toCandidates(changeKinds),
  '--report': ({ earlier }) => (earlier.length > 0 ? [] : toCandidates([...new Set([...formats, ...reportFormats])].map((format) => `${format}=`))),
  '--term': () => toCandidates(priceTerms),
  '--columns': columns,
  '--sort': (question) => columns(question).flatMap(({ value }) => toCandidates(question.word.includes(':') ? [`${value}:asc`, `${value}:desc`] : [value])),
  '--source': () => toCandidates(['auto', 'live', 'embedded']),
  'catalog info <source>': catalogs,
  '<before>': catalogs,
  '<after>': catalogs,
  'families <pattern>': families,
  '<pattern>': familiesOrTypes,
  '<name>': familiesOrTypes,
  '<target>': familiesOrTypes,
};

/** The columns of the lists that have many. */
const columnsOf: Readonly<Record<string, readonly { readonly key: string; readonly header: string }[]>> = {
  families: [...familyColumns, ...familyPriceColumns],
  types: [...typeColumns, ...typePriceColumns],
  price: priceColumns({ terms: priceTerms, spot: true }),
  instances: instanceColumns,
  check: checkColumns,
  replace: replacementColumns,
  stock: stockColumns,
  'catalog info': catalogColumns,
  'catalog diff': differenceColumns,
};

/** Names of values that are files, or may be. */
const files = ['file', 'source', 'before', 'after'];

/** The values that a flag or an argument may have, as far as they are known without the network. Rejects with CipuError. */
export async function valuesOf(subject: Option | Argument, question: Question): Promise<readonly Candidate[]> {
  const key = 'flags' in subject ? subject.long : `<${subject.name()}>`;
  const source = sources[`${question.command} ${key}`] ?? sources[String(key)];
  return subject.argChoices ? toCandidates(subject.argChoices) : ((await source?.(question)) ?? []);
}

/** What parts the value of a flag or an argument: the comma of a list, the equals sign of `<format=file>`; undefined for one that has no parts. */
export function separatorOf(subject: Option | Argument): string | undefined {
  return subject.parseArg === collectList ? ',' : valueNameOf(subject).includes('=') ? '=' : undefined;
}

/** Whether a file may stand for a flag's or an argument's value, or for its part after some earlier ones. */
export function takesFile(subject: Option | Argument, { earlier }: Pick<Question, 'earlier'>): boolean {
  const names = valueNameOf(subject).split('=');
  return files.includes(names[Math.min(earlier.length, names.length - 1)] ?? '');
}

const valueNameOf = (subject: Option | Argument): string => ('flags' in subject ? (/[<[](.*)[\]>]/.exec(subject.flags)?.[1] ?? '') : subject.name());

function features({ word }: Question): Candidate[] {
  return featureDefinitions.map(({ key, title }) => ({ value: word.startsWith('!') ? `!${key}` : key, description: title }));
}

function columns({ command }: Question): Candidate[] {
  return (columnsOf[command] ?? []).map(({ key, header }) => ({ value: key, description: header }));
}

async function catalogs({ word, context }: Question): Promise<Candidate[]> {
  if (!word.startsWith('live@')) return toCandidates(['embedded', 'live']);
  return toNamed(await context.cloud.knownNames('region')).map((region) => ({ ...region, value: `live@${region.value}` }));
}

function families({ word, context }: Question): Candidate[] {
  return asTyped(
    word,
    context.cloud.openEmbedded().known.map(({ id, documented }) => toCandidate(id, documented?.category)),
  );
}

/** Types only of a family that is typed up to the dot: there are over a thousand. */
function familiesOrTypes(question: Question): Candidate[] {
  const { word, context } = question;
  const full = `ecs.${word.replace(/^ecs\./, '')}`;
  const family = context.cloud.openEmbedded().known.find(({ id }) => full.startsWith(`${id}.`));
  if (!family) return families(question);
  return asTyped(
    word,
    family.types().map(({ id, documented }) => {
      const { vcpus, memoryGiB } = documented?.metrics ?? {};
      return toCandidate(id, vcpus === undefined || memoryGiB === undefined ? undefined : `${vcpus} vCPU, ${memoryGiB} GiB`);
    }),
  );
}

/** Names without `ecs.`, unless that is what the word begins with. */
function asTyped(word: string, named: readonly Candidate[]): Candidate[] {
  const short = named.map((candidate) => ({ ...candidate, value: candidate.value.replace(/^ecs\./, '') }));
  return short.some(({ value }) => value.startsWith(word)) ? short : [...named];
}

const toCandidate = (value: string, description: string | undefined): Candidate => (description ? { value, description } : { value });

const toNamed = (names: ReadonlyMap<string, string>): Candidate[] => [...names].map(([value, description]) => toCandidate(value, description));
