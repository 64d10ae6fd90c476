import { describe, expect, it } from 'vitest';
import { type Diagnosis, failureIn } from '../../../src/model/reports/diagnosis.ts';

describe('failureIn', () => {
  type Found = Pick<Diagnosis, 'check' | 'status'>;
  const found = (check: string, status: Diagnosis['status']): Found => ({ check, status });

  it.each<[string, readonly Found[], ReturnType<typeof failureIn>]>([
    ['nothing', [], undefined],
    ['what works, or may', [found('credentials', 'ok'), found('clock', 'warning'), found('region', 'unknown')], undefined],
    ['something that fails', [found('credentials', 'ok'), found('region', 'failed')], 'failed'],
    ['a permission that is missing', [found('credentials', 'ok'), found('DescribePrice', 'denied')], 'denied'],
    ['credentials that fail', [found('credentials', 'failed')], 'denied'],
    ['both: permissions come first', [found('region', 'failed'), found('DescribePrice', 'denied')], 'denied'],
  ])('of %s', (_, diagnoses, expected) => expect(failureIn(diagnoses)).toBe(expected));
});
