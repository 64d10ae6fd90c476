import { expect, it } from 'vitest';
import { characteristics } from '../../../src/model/registry/characteristics.ts';
import { featureDefinitions } from '../../../src/model/registry/features.ts';

it('the ten characteristics come in the order of the article', () => {
  expect(characteristics.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  expect(new Set(characteristics.map(({ title }) => title)).size).toBe(10);
});

it('each has a feature that shows it, or says what is not shown', () => {
  const shown = new Set(featureDefinitions.flatMap((feature) => feature.characteristics));
  for (const { number, notShown } of characteristics) expect({ number, isSaid: shown.has(number) || notShown !== null }).toEqual({ number, isSaid: true });
  for (const { notShown } of characteristics) expect(notShown ?? 'A sentence.').toMatch(/^[A-Z].*\.$/);
});
