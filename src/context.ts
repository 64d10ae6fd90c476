import type { CacheEntryInfo } from './ecs/cache.ts';
import type { ObservedRegion } from './ecs/mapper.ts';
import type { Catalog, CatalogSource } from './model/catalog/catalog.ts';
import type { Fleet, InstanceQuery, ObservedInstance } from './model/fleet/instance.ts';
import type { PriceQuery, TypePrices } from './model/market/price.ts';
import type { Stock, StockQuery, StockStatus } from './model/market/stock.ts';
import type { Diagnosis } from './model/reports/diagnosis.ts';
import type { ProjectFile } from './settings/project-file.ts';
import type { Environment, Output } from './streams.ts';

/** Which catalog a command works on, as the flags say. */
export interface SourceOptions {
  /** A path names a snapshot. */
  readonly source: string;
  /** A file of an organisation's own facts. */
  readonly facts?: string;
  /** Why only the API will do, as part of a sentence: `--region asks the ECS API`. Missing where anything will do. */
  readonly needsApi?: string;
  /** Region ids, globs or `all`; empty asks the default region. */
  readonly regions: readonly string[];
  readonly endpoint?: string;
  readonly vpc: boolean;
  readonly profile?: string;
  /** What a whole run may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether replies are kept and used again, and whether to ask anew. */
  readonly cache: boolean;
  readonly refresh: boolean;
  readonly debug: boolean;
  /** No progress and no remarks while the work goes on. */
  readonly quiet: boolean;
}

/** The cache of API replies. */
export interface Cache {
  readonly directory: string;
  /** Newest first. */
  entries(): CacheEntryInfo[];
  /** Removes every entry and returns how many files that were. */
  clear(): number;
}

/** A live catalog with the stock of its regions; what is missing of either is in the catalog's source. */
export interface StockedCatalog {
  readonly catalog: Catalog;
  readonly stock: Stock;
}

/** A snapshot that was written. */
export interface PulledSnapshot {
  readonly source: CatalogSource;
  /** How many it holds. */
  readonly families: number;
  readonly types: number;
  readonly bytes: number;
}

/**
 * What is known of Alibaba Cloud: by its ECS API, by what stands in for it, or by this package. Every method but the
 * last two rejects with CipuError.
 */
export interface Cloud {
  /** Opens the catalog the options name. */
  openCatalog(options: SourceOptions, note: (text: string) => void): Promise<Catalog>;
  /** Opens the live catalog with the stock of its regions. */
  openStock(options: SourceOptions, query: StockQuery): Promise<StockedCatalog>;
  /** Opens the instances of the regions, of one account or, with several profiles, of each. */
  openFleet(options: SourceOptions, profiles: readonly string[], query: InstanceQuery): Promise<Fleet>;
  /**
   * Fetches what types cost in the one region that the options name, or the default one. One request a type and term.
   */
  fetchPrices(options: SourceOptions, query: PriceQuery): Promise<readonly TypePrices[]>;
  /** Fetches the types that an instance can be changed to, with their stock. */
  fetchModifications(options: SourceOptions, instance: ObservedInstance): Promise<ReadonlyMap<string, StockStatus>>;
  /** Fetches the regions; a note says when they are not from the API. */
  fetchRegions(options: SourceOptions): Promise<{ readonly regions: readonly ObservedRegion[]; readonly note?: string }>;
  /**
   * Fetches what the ECS API says of the catalog and writes it to a file, a snapshot. A failure leaves the file as it
   * was.
   */
  pullSnapshot(options: SourceOptions, path: string): Promise<PulledSnapshot>;
  /** Checks what the live path would use, and whether it works. */
  diagnose(options: SourceOptions): Promise<readonly Diagnosis[]>;
  /**
   * Regions and profiles that are known without the network, with a description or nothing. Rejects for an unreadable
   * configuration.
   */
  knownNames(kind: 'region' | 'profile'): Promise<ReadonlyMap<string, string>>;
  /** The replies of the API that are kept between runs. */
  openCache(): Promise<Cache>;
  /** The catalog inside this package. */
  openEmbedded(): Catalog;
}

/** Everything impure that a command may use. Tests make one of their own. */
export interface Context {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Environment;
  /** The current time; injected for tests. */
  now(): Date;
  /** Resolves after so many milliseconds; injected for tests. */
  sleep(ms: number): Promise<void>;
  /** The project's own settings; undefined where there are none. Throws UsageError. */
  readProjectFile(): ProjectFile | undefined;
  readonly cloud: Cloud;
  /** Reads a file whole, or standard input under the name `-`. Rejects with UsageError. */
  readInput(path: string): Promise<Uint8Array>;
  /** A path as it is from the root of the repository; one that lies in none stays as it is. */
  pathInRepository(path: string): Promise<string>;
  /** Reads the Markdown of a help topic, which is there. */
  readHelpPage(topic: string): Promise<string>;
  /** The names of what lies in a folder; none of one that is not there or cannot be read. */
  listFolder(path: string): Promise<readonly string[]>;
  /**
   * Whether files can be written, each to a place of its own and none over an input, as far as that shows before they
   * are. Rejects with UsageError.
   */
  checkTargets(paths: readonly string[], inputs: readonly string[]): Promise<void>;
  /**
   * Writes files, all or none and none over an input that was read; a failure leaves old ones as they were. Rejects
   * with UsageError, or ServiceError where the disk is full.
   */
  writeFiles(files: readonly { readonly path: string; readonly content: string }[]): Promise<void>;
}
