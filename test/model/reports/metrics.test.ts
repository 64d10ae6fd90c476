import { expect, it } from 'vitest';
import { type Metric, metricByKey } from '../../../src/model/registry/metrics.ts';
import { reportMetric } from '../../../src/model/reports/metrics.ts';

const metric = (key: string): Metric => {
  const found = metricByKey.get(key);
  if (!found) throw new Error(`no ${key}`);
  return found;
};

it('reports on a metric: unit, flag, where it comes from', () => {
  expect(reportMetric(metric('memoryGiB'))).toMatchObject({
    unit: 'GiB',
    flag: '--memory',
    header: 'Memory GiB',
    api: 'MemorySize',
    documentation: true,
    better: null,
  });
  expect(reportMetric(metric('eris'))).toMatchObject({ partOf: 'erdma', better: 'higher', command: 'cipu types --eris 8.. --columns type,eris --sort eris' });
  expect(reportMetric(metric('diskIops'))).toMatchObject({ api: null });
});
