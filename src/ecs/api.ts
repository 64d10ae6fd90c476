/** What the tool asks of the ECS OpenAPI, version 2014-05-26: operation and parameters. Names of operations are Alibaba Cloud's. */
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
}

/** An operation of the ECS OpenAPI that the tool uses. */
export type EcsAction = keyof EcsRequests;

/** A request on its way. */
export interface EcsRequest<A extends EcsAction = EcsAction> {
  readonly action: A;
  /** Region whose endpoint is asked. */
  readonly region: string;
  readonly parameters: EcsRequests[A];
}

/** The RAM action that allows an operation, for policies and messages. */
export const ramAction = (action: EcsAction): string => `ecs:${action}`;

/**
 * The narrow interface to the cloud: sends one request and resolves to the body of the reply, JSON of any shape. Rejects
 * with the SDK's own error; `failure.ts` turns it into ours.
 */
export type EcsCall = (request: EcsRequest) => Promise<unknown>;

/** What the SDK shows by the way. */
export interface Learned {
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
