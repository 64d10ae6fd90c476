import { decodeText } from '../../documents/decode.ts';
import { parseJson } from '../../documents/json.ts';
import { UsageError } from '../../errors.ts';
import { isRecord, valueAt } from '../../model/record.ts';
import { toJsonBody } from './json-body.ts';
import { parseTerraform } from './parse.ts';
import type { Body, Expression } from './syntax.ts';

/** The files beside an input. Paths are joined with `/`; a folder that is not there is empty. */
export interface Folders {
  list(folder: string): Promise<readonly string[]>;
  read(path: string): Promise<Uint8Array>;
}

/** A module with the modules that it calls, by the names of the calls; those that are not on disk have a reason. */
export interface LoadedModule {
  readonly files: readonly { readonly path: string; readonly body: Body }[];
  readonly children: ReadonlyMap<string, LoadedModule | string>;
}

/** Modules within modules. Real ones stay below ten levels. */
const maxDepth = 20;

const isCode = (file: string) => /\.(tf|tofu)(\.json)?$/.test(file);

/** Parses a file of Terraform's language or of its form in JSON. Rejects with UsageError. */
export async function parseFile(path: string, content: Uint8Array): Promise<Body> {
  const text = decodeText(content, path);
  if (!path.endsWith('.json')) return parseTerraform(text, path);
  const document = parseJson(text, path);
  const [repeated] = document.warnings;
  if (repeated !== undefined) throw new UsageError(`${path}: ${repeated}`, { hint: 'put the values of both under one key' });
  return toJsonBody(document, path);
}

/** What files hold, by what they are read from: inputs of one folder, and calls of one module, share it. */
const parsed = new WeakMap<Folders, Map<string, Promise<Body>>>();

/** Parses a file once, whatever asks for it; `content` is that of one that is read already. Rejects with UsageError. */
export function parseOnce(path: string, folders: Folders, content?: Uint8Array): Promise<Body> {
  const known = parsed.get(folders) ?? new Map<string, Promise<Body>>();
  parsed.set(folders, known);
  const parse = async () => parseFile(path, content ?? (await folders.read(path)));
  const body = known.get(path) ?? parse();
  known.set(path, body);
  return body;
}

/**
 * Loads the module in a folder and those that it calls. `given` are files that are read already. Rejects with
 * UsageError.
 */
export async function loadModule(folder: string, folders: Folders, given: ReadonlyMap<string, Body> = new Map()): Promise<LoadedModule> {
  const installed = await installedModules(folder, folders);
  return load(folder, { folders, installed, root: folder }, given, '', 0);
}

interface Loading {
  readonly folders: Folders;
  /** Folders of installed modules by their keys, `network.subnets`. */
  readonly installed: ReadonlyMap<string, string>;
  readonly root: string;
}

async function load(folder: string, loading: Loading, given: ReadonlyMap<string, Body>, key: string, depth: number): Promise<LoadedModule> {
  const names = new Set([...(await loading.folders.list(folder)).filter(isCode).map((name) => joined(folder, name)), ...given.keys()]);
  const files: { path: string; body: Body }[] = [];
  for (const path of [...names].sort()) {
    files.push({ path, body: given.get(path) ?? (await parseOnce(path, loading.folders)) });
  }
  const children = new Map<string, LoadedModule | string>();
  for (const { labels, body } of files.flatMap((file) => file.body.blocks.filter(({ type }) => type === 'module'))) {
    const [name = ''] = labels;
    const childKey = key === '' ? name : `${key}.${name}`;
    children.set(name, await loadChild(folder, body.attributes.get('source'), loading, childKey, depth));
  }
  return { files, children };
}

async function loadChild(folder: string, source: Expression | undefined, loading: Loading, key: string, depth: number): Promise<LoadedModule | string> {
  const text = source?.kind === 'literal' ? String(source.value) : '';
  const isLocal = /^\.\.?(\/|$)/.test(text);
  const installed = loading.installed.get(key);
  const path = isLocal ? joined(folder, text) : installed === undefined ? undefined : joined(loading.root, installed);
  if (depth >= maxDepth) return `Modules call one another more than ${maxDepth} levels deep`;
  if (path === undefined) return `Its source ${text} is not on disk: terraform init fetches it`;
  const module = await load(path, loading, new Map(), key, depth + 1);
  return module.files.length === 0 ? `There is no Terraform code in ${path}` : module;
}

/** What `terraform init` has fetched, by the file in which it keeps that; nothing where it has not run. */
async function installedModules(folder: string, { list, read }: Folders): Promise<ReadonlyMap<string, string>> {
  const modules = joined(folder, '.terraform/modules');
  if (!(await list(modules)).includes('modules.json')) return new Map();
  const path = joined(modules, 'modules.json');
  const entries = valueAt(parseJson(decodeText(await read(path), path), path).value, 'Modules');
  return new Map(
    (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) => {
      const [key, dir] = [valueAt(entry, 'Key'), valueAt(entry, 'Dir')];
      return isRecord(entry) && typeof key === 'string' && typeof dir === 'string' && key !== '' ? [[key, dir] as const] : [];
    }),
  );
}

/** Files of variables that Terraform reads by itself, in its order: a later one wins. */
export async function loadVariableFiles(folder: string, folders: Folders): Promise<readonly Body[]> {
  const names = await folders.list(folder);
  const wanted = [
    ...['terraform.tfvars', 'terraform.tfvars.json'].filter((name) => names.includes(name)),
    ...names.filter((name) => /\.auto\.tfvars(\.json)?$/.test(name)).sort(),
  ];
  return Promise.all(wanted.map((name) => parseOnce(joined(folder, name), folders)));
}

/** A path within a folder, without `.` and `..` where they can be taken out. */
export function joined(folder: string, path: string): string {
  const parts: string[] = [];
  const isAbsolute = path.startsWith('/') || (folder.startsWith('/') && !path.startsWith('/'));
  for (const part of (path.startsWith('/') ? path : `${folder}/${path}`).split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else parts.push(part);
  }
  return (isAbsolute ? '/' : '') + parts.join('/') || '.';
}
