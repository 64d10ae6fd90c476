import { describe, expect, it } from 'vitest';
import { featureDefinitions } from '../../../src/model/registry/features.ts';
import { metricDefinitions } from '../../../src/model/registry/metrics.ts';
import { findFeature, findMetric, findSpelt, plainName } from '../../../src/model/registry/spelling.ts';

describe('findFeature', () => {
  it.each([
    ['bare-metal', 'bare-metal'],
    ['BareMetal', 'bare-metal'],
    ['bare_metal', 'bare-metal'],
    ['bare metal', 'bare-metal'],
    ['metal', 'bare-metal'],
    ['Elastic bare metal', 'bare-metal'],
    ['eed', 'elastic-ephemeral-disk'],
    ['Jumbo', 'jumbo-frames'],
    ['sr-iov', 'sriov'],
    ['SecBoot', 'secure-boot'],
  ])('knows %s', (name, key) => {
    expect(findFeature(name)?.key).toBe(key);
  });

  it.each(['', '-', 'metals', 'toString', 'erdm'])('does not know "%s"', (name) => {
    expect(findFeature(name)).toBeUndefined();
  });

  it('finds each feature by its key, heading and title: none of them is another feature', () => {
    for (const { key, header, title } of featureDefinitions) {
      expect(
        [key, header, title].map((name) => findFeature(name)?.key),
        key,
      ).toEqual([key, key, key]);
    }
  });
});

describe('findMetric', () => {
  it.each([
    ['memoryGiB', 'memoryGiB'],
    ['memory-gib', 'memoryGiB'],
    ['memory', 'memoryGiB'],
    ['vcpu', 'vcpus'],
    ['network_gbps', 'networkGbps'],
    ['Net Gbit/s', 'networkGbps'],
  ])('knows %s', (name, key) => {
    expect(findMetric(name)?.key).toBe(key);
  });

  it('finds each metric by its key, flag, heading and title', () => {
    for (const { key, flag, header, title } of metricDefinitions) {
      expect(
        [key, flag, header, title].map((name) => findMetric(name)?.key),
        key,
      ).toEqual([key, key, key, key]);
    }
  });

  it('knows no other name', () => {
    expect(findMetric('size')).toBeUndefined();
  });
});

describe('findSpelt', () => {
  const things = [
    { key: 'net', header: 'Disk' },
    { key: 'disk', header: 'Net' },
  ];

  it('lets the first kind of name win', () => {
    expect(findSpelt('DISK', things, [({ key }) => key, ({ header }) => header])).toBe(things[1]);
  });

  it('finds nothing under a name without letters and figures', () => {
    expect(findSpelt('--', [{ key: '' }], [({ key }) => key])).toBeUndefined();
  });
});

describe('plainName', () => {
  it('has letters and figures only', () => {
    expect(plainName('Burstable disk I/O (2)')).toBe('burstablediskio2');
  });
});
