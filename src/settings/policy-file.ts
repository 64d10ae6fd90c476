import { type Checked, parseChecked } from '../documents/checked-file.ts';
import type { Path } from '../documents/document.ts';
import { type NamePattern, parsePattern } from '../model/names/pattern.ts';
import { listChecks, type UnknownMode } from '../model/policy/outcome.ts';
import { type EvidenceMode, emptyPolicy, type Override, type Policy, type Waiver } from '../model/policy/policy.ts';
import { policySchema } from '../model/policy/policy-schema.ts';
import { isRequirement, parseRequirement, type Requirement } from '../model/policy/requirement.ts';

/** A policy file as its schema has it. */
interface PolicyFile {
  readonly require?: readonly string[];
  readonly overrides?: readonly { readonly targets: readonly string[]; readonly require?: readonly string[]; readonly unknown?: UnknownMode }[];
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  readonly waivers?: readonly {
    readonly targets?: readonly string[];
    readonly addresses?: readonly string[];
    readonly require?: readonly string[];
    readonly reason: string;
    readonly expires: string;
  }[];
  readonly unknown?: UnknownMode;
  readonly evidence?: EvidenceMode;
  readonly regions?: readonly string[];
  readonly inStock?: boolean;
}

/**
 * Reads a policy in YAML or JSON. Rejects with UsageError about the first mistake, with line and column; `name` is what
 * messages call the file.
 */
export async function parsePolicy(text: string, name: string): Promise<Policy> {
  const file = await parseChecked<PolicyFile>(text, name, policySchema);
  const { require = [], overrides = [], allow = [], deny = [], waivers = [], unknown, evidence, regions, inStock } = file.value;
  return {
    ...emptyPolicy,
    require: toRequirements(require, ['require'], file),
    overrides: await Promise.all(
      overrides.map(
        async (one, i): Promise<Override> => ({
          targets: await toPatterns(one.targets, ['overrides', i, 'targets'], file),
          ...(one.require && { require: toRequirements(one.require, ['overrides', i, 'require'], file) }),
          ...(one.unknown && { unknown: one.unknown }),
        }),
      ),
    ),
    allow: await toPatterns(allow, ['allow'], file),
    deny: await toPatterns(deny, ['deny'], file),
    waivers: await Promise.all(waivers.map((one, i) => toWaiver(one, i, file))),
    ...(unknown && { unknown }),
    ...(evidence && { evidence }),
    ...(regions && { regions }),
    ...(inStock !== undefined && { inStock }),
  };
}

async function toWaiver(
  { targets = [], addresses = [], require = [], reason, expires }: NonNullable<PolicyFile['waivers']>[number],
  i: number,
  file: Checked<PolicyFile>,
): Promise<Waiver> {
  const path = ['waivers', i];
  if (targets.length + addresses.length === 0)
    throw file.mistake(path, 'The waiver names neither targets nor addresses.', 'targets: [g7*] or addresses: [module.old.*]');
  if (reason.trim() === '') throw file.mistake([...path, 'reason'], 'The reason is empty.');
  if (!isDay(expires)) throw file.mistake([...path, 'expires'], `${expires} is no day.`, 'the last day on which it holds, such as 2026-12-31');
  return {
    targets: await toPatterns(targets, [...path, 'targets'], file),
    addresses,
    require: require.map((text, j) => (Object.hasOwn(listChecks, text) ? text : toRequirement(text, [...path, 'require', j], file).text)),
    reason,
    expires,
  };
}

function toRequirements(texts: readonly string[], path: Path, file: Checked<PolicyFile>): Requirement[] {
  return texts.map((text, i) => toRequirement(text, [...path, i], file));
}

function toRequirement(text: string, path: Path, file: Checked<PolicyFile>): Requirement {
  const parsed = parseRequirement(text);
  if (isRequirement(parsed)) return parsed;
  throw file.mistake(path, `${parsed.problem}.`, parsed.hint);
}

/** Names may be of what the catalog does not know yet; one that cannot be a name is a mistake. */
function toPatterns(texts: readonly string[], path: Path, file: Checked<PolicyFile>): Promise<NamePattern[]> {
  texts.forEach((text, i) => {
    if (!/^[\w.*?{},[\]!-]+$/.test(text.trim()))
      throw file.mistake([...path, i], `"${text}" is no name of a family or type.`, 'for example g8i, ecs.g8i.xlarge or g8*');
  });
  return Promise.all(texts.map(parsePattern));
}

function isDay(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
