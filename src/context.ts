import type { Catalog } from './model/catalog.ts';
import type { Environment, Output } from './streams.ts';

/** Which catalog a command works on, as the flags say. */
export interface SourceOptions {
  readonly source: 'auto' | 'live' | 'embedded' | string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly profile?: string;
  readonly debug: boolean;
}

/** Everything impure that a command may use. Tests make one of their own. */
export interface Context {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Environment;
  /** The current time; injected for tests. */
  now(): Date;
  /** Opens the catalog the options name. Rejects with a CipuError. */
  openCatalog(options: SourceOptions, note: (text: string) => void): Promise<Catalog>;
  /** Opens the embedded catalog. */
  openEmbedded(): Catalog;
}
