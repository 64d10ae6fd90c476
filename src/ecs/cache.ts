import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readOwn } from '../files/own-file.ts';
import { writeWhole } from '../files/whole-file.ts';
import { valueAt } from '../model/record.ts';
import { actions } from './actions.ts';
import type { EcsAction, EcsRequest } from './api.ts';
import type { EcsList, Listing } from './request.ts';

/** Version of the entries' form. An entry of another version is fetched anew. */
const formatVersion = 1;

/** Where entries lie and whose they are. */
export interface CacheOptions {
  readonly directory: string;
  /** What tells accounts apart; only its hash is kept. */
  readonly account: string;
  endpointOf(region: string): string;
  now(): Date;
  note(text: string): void;
  /** Fetch anew whatever is there. */
  readonly refresh: boolean;
}

/** An entry as it lies on disk. It holds replies of Describe operations, never a credential. */
interface Entry extends Listing {
  readonly format: number;
  readonly action: EcsAction;
  readonly region: string;
}

/**
 * A list that looks into the cache first, and keeps what it fetches there. Trouble with the cache is a note, never an
 * error.
 */
export function withCache(list: EcsList, options: CacheOptions): EcsList {
  const { directory, refresh, now } = options;
  let writable = true;
  return async (query) => {
    if (actions[query.action].lifetimeMs === 0) return list(query);
    const path = join(directory, `${entryName(query, options)}.json`);
    const entry = refresh ? undefined : readEntry(path, query, options);
    if (entry && isFresh(entry, now())) return entry;
    const listing = await list(query);
    // An empty reply is odd enough to ask again the next time.
    if (writable && listing.items.length > 0)
      writable = writeEntry(path, { format: formatVersion, action: query.action, region: query.region, ...listing }, options);
    return listing;
  };
}

/**
 * Whether an entry may still be used. One from the future was written under a wrong clock, and its age is not known.
 */
function isFresh({ action, fetchedAt }: Entry, now: Date): boolean {
  const ageMs = now.getTime() - fetchedAt;
  return ageMs >= 0 && ageMs < actions[action].lifetimeMs;
}

/** One entry for each endpoint, account and query. */
function entryName({ action, region, parameters }: EcsRequest, { account, endpointOf }: CacheOptions): string {
  return createHash('sha256')
    .update(JSON.stringify([endpointOf(region), account, action, region, parameters]))
    .digest('hex')
    .slice(0, 40);
}

function readEntry(path: string, { action, region }: EcsRequest, { note }: CacheOptions): Entry | undefined {
  const content = readOwn(path)?.toString();
  if (content === undefined) return undefined;
  const parsed = parseEntry(content);
  const entry = parsed?.action === action && parsed.region === region ? parsed : undefined;
  if (!entry) note('An entry of the cache is damaged or of another version: asking the API again.');
  return entry;
}

function parseEntry(content: string): Entry | undefined {
  try {
    const value: unknown = JSON.parse(content);
    const { format, action, items, fetchedAt } = value as Readonly<Record<string, unknown>>;
    const isSound = format === formatVersion && Object.hasOwn(actions, String(action)) && isList(items) && isTime(fetchedAt);
    return isSound ? (value as Entry) : undefined;
  } catch {
    return undefined;
  }
}

/** Writes an entry whole. It need not outlive a failure of power: what is damaged is fetched anew. */
function writeEntry(path: string, entry: Entry, { directory, note }: CacheOptions): boolean {
  try {
    makeDirectory(directory);
    writeWhole(path, JSON.stringify(entry), { mode: 0o600, flush: false });
    return true;
  } catch (error) {
    note(`The cache ${directory} cannot be written (${String(valueAt(error, 'cause.code') ?? valueAt(error, 'code'))}): the next run asks the API again.`);
    return false;
  }
}

/** Makes a directory and those above it. Node's own recursive way never ends below /proc. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const code = valueAt(error, 'code');
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || dirname(path) === path) throw error;
    makeDirectory(dirname(path));
    mkdirSync(path, { mode: 0o700 });
  }
}

/** Items of a reply are objects; anything else is damage. */
const isList = (value: unknown): boolean => Array.isArray(value) && value.every((item) => typeof item === 'object' && item !== null);

const isTime = (value: unknown): boolean => typeof value === 'number' && !Number.isNaN(new Date(value).getTime());

/** An entry as `cipu cache info` shows it. */
export interface CacheEntryInfo {
  readonly action: string;
  readonly region: string;
  readonly fetchedAt: string;
  readonly fresh: boolean;
  readonly items: number;
  readonly bytes: number;
}

/** Describes the entries of a cache directory; empty when there is none. */
export function cacheEntries(directory: string, now: Date): CacheEntryInfo[] {
  return entryPaths(directory)
    .flatMap((path) => {
      const entry = parseEntry(readOwn(path)?.toString() ?? '');
      if (!entry) return [];
      const { action, region, fetchedAt, items } = entry;
      return [
        {
          action,
          region,
          fetchedAt: new Date(fetchedAt).toISOString(),
          fresh: isFresh(entry, now),
          items: items.length,
          bytes: statSync(path).size,
        },
      ];
    })
    .sort((a, b) => b.fetchedAt.localeCompare(a.fetchedAt));
}

/** Removes every entry, left-over temporary files too. Returns how many files were removed. */
export function clearCache(directory: string): number {
  const paths = entryPaths(directory, /\.(json|tmp)$/);
  for (const path of paths) rmSync(path, { force: true });
  return paths.length;
}

function entryPaths(directory: string, pattern = /\.json$/): string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((file) => file.isFile() && pattern.test(file.name))
      .map(({ name }) => join(directory, name));
  } catch {
    return [];
  }
}
