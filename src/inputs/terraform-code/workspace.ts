import { findNames } from '../../model/names/named-in-text.ts';
import type { Target } from '../../model/policy/target.ts';
import type { HeldFindings, Located } from '../explain-mentions.ts';
import type { ReadOptions } from '../input.ts';
import type { HeldText } from '../reader.ts';
import { readCode } from './input.ts';
import { joined } from './load.ts';

/** Files of code by their paths, as a template holds them. */
export type Workspace = ReadonlyMap<string, string>;

/** Whether a file of a workspace is code. Its other files give values to variables, or are read by code. */
export const isCodeFile = (path: string): boolean => /\.tf(?:\.json)?$/.test(path);

/** What the code of a workspace chooses, by the workspace: each file of it is asked for. */
const readings = new WeakMap<Workspace, Promise<WorkspaceReading>>();

interface WorkspaceReading {
  readonly targets: readonly Target[];
  readonly gaps: readonly string[];
}

/** Reads one file of a workspace. Rejects with UsageError for what is not Terraform code. */
export async function readWorkspaceFile({ text, path }: HeldText, workspace: Workspace, file: string, options: ReadOptions): Promise<HeldFindings> {
  const reading = readings.get(workspace) ?? readWorkspace(workspace, options);
  readings.set(workspace, reading);
  const { targets, gaps } = await reading;
  const isFirst = [...workspace.keys()].find(isCodeFile) === file;
  // What a file of variables gives is told of at the first file of code.
  const own = targets.filter(({ place }) => place.file === file || (isFirst && !(place.file !== null && isCodeFile(place.file) && workspace.has(place.file))));
  const names = findNames(text);
  return {
    offsets: names.map(({ start }) => start),
    gaps: isFirst ? gaps : [],
    notes: [],
    targets: own.map((target): Located => {
      const { place, ...rest } = target;
      const at = place.file === file ? offsetOf(text, place) : null;
      const named = names.find(({ start, end, name }) => at !== null && name === target.name && start >= at && text.slice(at, end).split('\n').length === 1);
      const mention = named ? { name: named.name, isType: named.isType, path, isKey: false, offset: named.start, textOffset: 0 } : null;
      return { ...rest, address: place.address, path, mention, offset: mention?.offset ?? null };
    }),
  };
}

async function readWorkspace(workspace: Workspace, options: ReadOptions): Promise<WorkspaceReading> {
  const folderOf = (path: string) => (path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.');
  const paths = [...workspace.keys()];
  const folders = {
    list: async (folder: string) =>
      paths.filter((path) => joined('.', folderOf(path)) === joined('.', folder)).map((path) => path.slice(path.lastIndexOf('/') + 1)),
    read: async (path: string) => encode(workspace.get(path) ?? ''),
  };
  const variables = new Map([...options.parameters].map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]));
  const inner: ReadOptions = { ...options, code: { folders, variables, variableFiles: [] } };
  const findings = await Promise.all(paths.filter(isCodeFile).map((path) => readCode(path, encode(workspace.get(path) ?? ''), inner)));
  const targets = findings.flatMap((one) => one.targets);
  const placeOf = ({ name, place: { file, line, column } }: Target) => `${name} ${file}:${line}:${column}`;
  const chosen = new Set(targets.filter(({ isUnexplained }) => !isUnexplained).map(placeOf));
  return {
    targets: targets.filter((target) => !target.isUnexplained || !chosen.has(placeOf(target))),
    gaps: findings.flatMap(({ gaps }) => gaps),
  };
}

const encode = (text: string) => new TextEncoder().encode(text);

function offsetOf(text: string, { line, column }: Target['place']): number | null {
  if (line === null || column === null) return null;
  let start = 0;
  for (let before = 1; before < line; before += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}
