import { describe, expect, it } from 'vitest';
import { describeHaving, formatCondition, meets, parseCondition } from '../../../src/model/catalog/condition.ts';

describe('a condition', () => {
  it.each([
    ['vcpus < 4', 'vcpus < 4'],
    ['vcpus>=4', 'vcpus >= 4'],
    [' memoryGiB <= 0.5 ', 'memoryGiB <= 0.5'],
    ['gpus = 1', 'gpus = 1'],
  ])('%j is %s', (text, formatted) => {
    const condition = parseCondition(text);
    expect(condition && formatCondition(condition)).toBe(formatted);
  });

  it.each(['cpus < 4', 'memory < 4', 'vcpus', 'vcpus < four', 'vcpus < -1', 'vcpus == 4', 'vcpus < 4, enis > 1', ''])('%j is none', (text) => {
    expect(parseCondition(text)).toBeUndefined();
  });

  it.each<[string, number | undefined, boolean | undefined]>([
    ['vcpus < 4', 3, true],
    ['vcpus < 4', 4, false],
    ['vcpus <= 4', 4, true],
    ['vcpus > 4', 4, false],
    ['vcpus >= 4', 4, true],
    ['vcpus = 4', 4, true],
    ['vcpus = 4', 5, false],
    ['vcpus < 4', undefined, undefined],
  ])('%s of %s vCPUs: %s', (text, vcpus, met) => {
    const condition = parseCondition(text);
    expect(condition && meets(vcpus === undefined ? {} : { vcpus }, condition)).toBe(met);
  });

  it.each<[string, 'yes' | 'no', string | undefined]>([
    ['vcpus >= 4', 'yes', 'from 4 vCPUs'],
    ['vcpus < 4', 'no', 'from 4 vCPUs'],
    ['vcpus <= 2', 'no', 'above 2 vCPUs'],
    ['vcpus > 2', 'no', 'up to 2 vCPUs'],
    ['vcpus < 8', 'yes', 'below 8 vCPUs'],
    ['memoryGiB >= 16', 'yes', 'from 16 GiB of Memory'],
    ['gpus = 1', 'yes', 'with 1 GPUs'],
    ['gpus = 1', 'no', undefined],
  ])('%s, %s: had %s', (text, status, words) => {
    const condition = parseCondition(text);
    expect(condition && describeHaving(condition, status)).toBe(words);
  });
});
