/** An instance as DescribeInstances gives it, in our words. Null is "not given". Names and tags are untrusted text. */
export interface ObservedInstance {
  readonly id: string;
  readonly name: string | null;
  readonly region: string;
  readonly zone: string | null;
  /** Full name of the type, in lower case. */
  readonly type: string;
  /** `Running`, `Stopped` and the like, in the API's words. */
  readonly status: string | null;
  readonly vpc: string | null;
  readonly image: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Whether the operating system supports NVMe disks (ImageOptions.CurrentOSNVMeSupported). */
  readonly osSupportsNvme: boolean | null;
  /** The profile whose account has it; null when no profile was named. */
  readonly profile: string | null;
}

/** Which instances to ask for. Empty lists and missing values do not narrow. */
export interface InstanceQuery {
  readonly ids: readonly string[];
  readonly tags: readonly { readonly key: string; readonly value?: string }[];
  readonly status?: string;
  readonly vpc?: string;
  /** Full names of types. */
  readonly types: readonly string[];
  /** Whether to ask which instances have elastic RDMA interfaces attached. */
  readonly interfaces: boolean;
}

/** Some instances of one region, as they come page by page. */
export interface InstancePage {
  readonly instances: readonly ObservedInstance[];
  /**
   * How many elastic RDMA interfaces are attached, by instance; an instance that is not in it has none. Null where that
   * was not asked for or is not known.
   */
  readonly eris: ReadonlyMap<string, number> | null;
}

/** The instances of one or several accounts and regions, as a stream that is read once. */
export interface Fleet {
  /**
   * The pages, region by region. Each instance comes once, whatever the replies repeat. Rejects with CipuError when no
   * region answers.
   */
  pages(): AsyncIterable<InstancePage>;
  /** What is missing, a sentence each; complete when the pages have been read to the end. */
  gaps(): readonly string[];
}
