/** A fleet that is not there, and the command run on it in this process. */

import type { SourceOptions } from '../../src/context.ts';
import type { Catalog } from '../../src/model/catalog/catalog.ts';
import type { InstancePage, InstanceQuery, ObservedInstance } from '../../src/model/fleet/instance.ts';
import { openEmbeddedCatalog } from '../../src/sources/embedded.ts';
import { type GivenContext, runInProcess } from './fake-context.ts';
import { sources } from './small-catalog.ts';

/** The documented world, as if the API offered all of it. */
export const catalog: Catalog = { ...openEmbeddedCatalog(), source: sources.live };

/** An instance of which nothing but the type is given, and what a test adds. */
export function observed(id: string, type: string, rest: Partial<ObservedInstance> = {}): ObservedInstance {
  return {
    id,
    name: null,
    region: 'cn-hangzhou',
    zone: 'cn-hangzhou-h',
    type,
    status: 'Running',
    vpc: 'vpc-1',
    image: 'aliyun_3',
    tags: {},
    osSupportsNvme: null,
    profile: null,
    ...rest,
  };
}

/** A page of instances; without interfaces nobody was asked for them. */
export function pageOf(instances: readonly ObservedInstance[], eris: Readonly<Record<string, number>> | null = null): InstancePage {
  return { instances, eris: eris && new Map(Object.entries(eris)) };
}

/** What a test changes of a run. */
export interface FleetRun {
  readonly gaps?: readonly string[];
  readonly catalog?: Catalog;
  readonly files?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of the terminal that stdout is; none makes it a pipe. */
  readonly width?: number;
  /** After how many writes the reader goes away. */
  readonly readsOnly?: number;
  /** Called before each page is given, with what is written by then. */
  beforePage?(index: number, written: string): void;
}

/** What came of a run. */
export interface FleetOutcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** How many times stdout was written to. */
  readonly writes: number;
  /** How many pages were asked for, and whether the stream of them was closed. */
  readonly pagesRead: number;
  readonly closed: boolean;
  readonly progress: readonly (string | undefined)[];
  readonly written: Readonly<Record<string, string>>;
  /** What the fleet and the catalog were asked for. */
  readonly asked: { readonly options: SourceOptions; readonly profiles: readonly string[]; readonly query: InstanceQuery } | undefined;
  readonly catalogOptions: SourceOptions | undefined;
}

/** Runs `cipu instances ARGS` over pages. */
export async function runInstances(args: readonly string[], pages: readonly InstancePage[], run: FleetRun = {}): Promise<FleetOutcome> {
  let [out, err, writes, pagesRead, closed] = ['', '', 0, 0, false];
  let asked: FleetOutcome['asked'];
  let catalogOptions: SourceOptions | undefined;
  const progress: (string | undefined)[] = [];
  const written: Record<string, string> = {};
  async function* give() {
    try {
      for (const [index, page] of pages.entries()) {
        run.beforePage?.(index, out);
        pagesRead += 1;
        yield page;
      }
    } finally {
      closed = true;
    }
  }
  const output = { isTTY: run.width !== undefined, width: run.width, paint: (text: string) => text };
  const given: GivenContext = {
    stdout: {
      ...output,
      write(text) {
        out += text;
        writes += 1;
      },
      isClosed: () => run.readsOnly !== undefined && writes >= run.readsOnly,
      progress() {},
    },
    stderr: {
      ...output,
      write(text) {
        err += text;
      },
      progress: (text) => void progress.push(text),
    },
    env: run.env ?? {},
    cloud: {
      async openCatalog(options) {
        catalogOptions = options;
        return run.catalog ?? catalog;
      },
      async openFleet(options, profiles, query) {
        asked = { options, profiles, query };
        return { pages: give, gaps: () => run.gaps ?? [] };
      },
    },
    readInput: async (path) => Buffer.from(run.files?.[path] ?? ''),
    checkTargets: async () => {},
    async writeFiles(files) {
      for (const { path, content } of files) written[path] = content;
    },
  };
  const { code } = await runInProcess(['instances', ...args], given);
  return { code, out, err, writes, pagesRead, closed, progress, written, asked, catalogOptions };
}
