/** One of the ten characteristics by which Alibaba Cloud defines CIPU. */
export interface Characteristic {
  readonly number: number;
  readonly title: string;
  /** What of it neither the ECS OpenAPI nor the documentation shows per type; null when they show all of it. */
  readonly notShown: string | null;
}

/** The ten characteristics, in the order of Alibaba Cloud's article on CIPU (2022). */
export const characteristics: readonly Characteristic[] = [
  { number: 1, title: 'I/O hardware device virtualization', notShown: null },
  { number: 2, title: 'VPC overlay network acceleration', notShown: null },
  { number: 3, title: 'EBS distributed storage acceleration', notShown: 'The API does not show disk IOPS and throughput; the figures are documented ones.' },
  { number: 4, title: 'Local storage virtualization', notShown: null },
  { number: 5, title: 'Elastic RDMA', notShown: null },
  { number: 6, title: 'Secure hardware acceleration', notShown: 'The API does not show EBS encryption or the hardware root of trust per type.' },
  {
    number: 7,
    title: 'Cloud O&M: hot upgrade and hot migration',
    notShown: 'The API does not show this; the documentation only names families that cannot migrate hot.',
  },
  { number: 8, title: 'Elastic bare metal', notShown: null },
  { number: 9, title: 'Pooling of CIPUs', notShown: 'The API does not show how many CIPUs serve a host; several network cards in one instance hint at it.' },
  { number: 10, title: 'Computing virtualization support', notShown: null },
];
