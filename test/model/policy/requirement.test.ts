import { describe, expect, it } from 'vitest';
import { isRequirement, type MetricRequirement, parseRequirement } from '../../../src/model/policy/requirement.ts';
import { featureDefinitions } from '../../../src/model/registry/features.ts';
import { metricDefinitions } from '../../../src/model/registry/metrics.ts';

const textOf = (text: string) => {
  const parsed = parseRequirement(text);
  return isRequirement(parsed) ? parsed.text : `${parsed.problem} (${parsed.hint})`;
};

describe('a requirement', () => {
  it.each([
    ['erdma', 'erdma'],
    [' ERDMA ', 'erdma'],
    ['!burstable-cpu', '!burstable-cpu'],
    ['burstable-cpu=no', '!burstable-cpu'],
    ['nvme == yes', 'nvme'],
    ['vcpus>=8', 'vcpus>=8'],
    ['VCPUS >= 8', 'vcpus>=8'],
    ['memory>=1TiB', 'memoryGiB>=1024'],
    ['memoryGiB<512MiB', 'memoryGiB<0.5'],
    ['network>25', 'networkGbps>25'],
    ['packet-rate>=6M', 'packetRatePps>=6000000'],
    ['eris=1', 'eris=1'],
    ['eris==1', 'eris=1'],
  ])('%s reads %s', (text, expected) => expect(textOf(text)).toBe(expected));

  it.each([
    ['', '"" is no requirement (for example erdma, !burstable-cpu, vcpus>=8 or memory>=1TiB)'],
    ['vcpus', 'vcpus is a figure and needs a bound (for example vcpus>=8)'],
    ['!vcpus>=8', 'vcpus is a figure and needs a bound (for example vcpus>=8)'],
    ['vcpus>=many', 'vcpus: "many" is not a number (for example vcpus>=8)'],
    ['vcpus>=', 'vcpus: "" is not a number (for example vcpus>=8)'],
    ['vcpus>=8GiB', 'vcpus: unknown unit "GiB" (for example vcpus>=8)'],
    ['erdma>=1', 'erdma is a feature, which is there or not (write erdma or !erdma)'],
    ['!erdma=no', 'erdma is a feature, which is there or not (write erdma or !erdma)'],
    ['edrma', 'no feature and no metric is called "edrma" (did you mean erdma?)'],
    ['memorygib2>=1', 'no feature and no metric is called "memorygib2" (did you mean memoryGiB?)'],
    ['>=8', '">=8" is no requirement (for example erdma, !burstable-cpu, vcpus>=8 or memory>=1TiB)'],
  ])('%s is refused', (text, expected) => expect(textOf(text)).toBe(expected));

  it('can name every feature and every metric of the registries', () => {
    for (const { key } of featureDefinitions) expect(textOf(key)).toBe(key);
    for (const { key, flag } of metricDefinitions) {
      expect(textOf(`${key}>=1`)).toBe(`${key}>=1`);
      expect(textOf(`${flag}>=1`)).toBe(`${key}>=1`);
    }
  });

  it.each([
    ['>=', [false, true, true]],
    ['>', [false, false, true]],
    ['<=', [true, true, false]],
    ['<', [true, false, false]],
    ['=', [false, true, false]],
  ])('vcpus%s8 compares 7, 8 and 9', (operator, expected) => {
    const parsed = parseRequirement(`vcpus${operator}8`) as MetricRequirement;
    expect([7, 8, 9].map((value) => parsed.isMetBy(value))).toEqual(expected);
  });
});
