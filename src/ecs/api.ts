/**
 * What the tool asks of the ECS OpenAPI, version 2014-05-26: operation and parameters. Names of operations are Alibaba
 * Cloud's.
 */
export interface EcsRequests {
  readonly DescribeRegions: { readonly acceptLanguage?: string };
  readonly DescribeZones: { readonly regionId: string };
  readonly DescribeInstanceTypeFamilies: { readonly regionId: string };
  readonly DescribeInstanceTypes: { readonly maxResults: number; readonly nextToken?: string; readonly instanceTypeFamilies?: string[] };
  readonly DescribeAvailableResource: {
    readonly regionId: string;
    readonly destinationResource: 'InstanceType';
    readonly ioOptimized: 'optimized';
    readonly instanceChargeType: 'PostPaid' | 'PrePaid';
    readonly spotStrategy?: 'SpotAsPriceGo';
    readonly instanceType?: string;
  };
  readonly DescribeInstances: {
    readonly regionId: string;
    readonly maxResults: number;
    readonly nextToken?: string;
    /** A JSON array of at most 100 ids. */
    readonly instanceIds?: string;
    readonly tag?: { readonly key: string; readonly value?: string }[];
    readonly status?: string;
    readonly vpcId?: string;
    readonly instanceType?: string;
  };
  readonly DescribeNetworkInterfaces: { readonly regionId: string; readonly maxResults: number; readonly nextToken?: string; readonly instanceId?: string };
  readonly DescribePrice: {
    readonly regionId: string;
    readonly resourceType: 'instance';
    readonly instanceType: string;
    readonly priceUnit: 'Hour' | 'Month' | 'Year';
    readonly period: 1;
    readonly systemDisk?: { readonly category: 'cloud_essd' };
  };
  readonly DescribeSpotPriceHistory: {
    readonly regionId: string;
    readonly instanceType: string;
    readonly networkType: 'vpc';
    readonly ioOptimized: 'optimized';
    readonly OSType: 'linux';
    /** 30 days ago at most. */
    readonly startTime: string;
    readonly offset?: number;
  };
  readonly DescribeResourcesModification: { readonly regionId: string; readonly resourceId: string; readonly destinationResource: 'InstanceType' };
}

/** An operation of the ECS OpenAPI that the tool uses. */
export type EcsAction = keyof EcsRequests;

/** A request on its way: the operation with its parameters, and the region whose endpoint is asked. */
export type EcsRequest = { readonly [A in EcsAction]: { readonly action: A; readonly region: string; readonly parameters: EcsRequests[A] } }[EcsAction];

/**
 * The narrow interface to the cloud: sends one request and resolves to the body of the reply, JSON of any shape.
 * Rejects with the SDK's own error; `failure.ts` turns it into ours.
 */
export type EcsCall = (request: EcsRequest) => Promise<unknown>;

/** What the SDK shows by the way. */
export interface ConnectionInfo {
  /** The access key id by its last four characters. */
  accessKey?: string;
  /** The server's clock less this machine's, in milliseconds, as of the last reply; it has whole seconds only. */
  clockOffsetMs?: number;
}

/** What happened to one attempt of a request, for `--debug`. */
export interface Attempt {
  readonly action: EcsAction;
  readonly region: string;
  readonly attempt: number;
  /** HTTP status or error class, `200` when all is well. */
  readonly outcome: string;
  readonly durationMs: number;
  readonly requestId: string | undefined;
}
