import { describe, expect, it } from 'vitest';
import { featureTexts } from '../../../src/model/registry/feature-texts.ts';
import { openEmbeddedCatalog } from '../../../src/sources/embedded.ts';

const texts = Object.entries(featureTexts);
const { sources, known } = openEmbeddedCatalog();

/** How many sentences a text has; figures such as 2.0 end none. */
const sentencesIn = (text: string) => text.match(/[.](?= [A-Z]|$)/g)?.length ?? 0;

describe('the explanation of a feature', () => {
  it.each(texts)('%s has two sentences', (_, { explanation }) => {
    expect(sentencesIn(explanation)).toBe(2);
    expect(explanation).toMatch(/^[A-Z].*\.$/);
  });

  it.each(texts)('%s has needs that are sentences, each about something', (_, { needs }) => {
    for (const { about, text } of needs) {
      expect(text).toMatch(/^\S.*\.$/);
      expect(about.length).toBeLessThanOrEqual(13);
    }
    expect(new Set(needs.map(({ about }) => about)).size).toBe(needs.length);
  });

  it.each(texts)('%s cites sources that there are', (_, { needs }) => {
    expect(needs.flatMap(({ source }) => (source === null || Object.hasOwn(sources, source) ? [] : [source]))).toEqual([]);
  });

  it('names families that there are', () => {
    const ids = new Set(known.map(({ id }) => id));
    const named = texts.flatMap(([, { needs }]) => needs.flatMap(({ text }) => text.match(/\b(?:[gcru]|gn|hf[gcr]|ebm\w+|scc\w+)\d\w*(?:-\w+)?/g) ?? []));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((name) => !ids.has(`ecs.${name}`))).toEqual([]);
  });
});
