import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { readFacts } from '../../src/facts/read.ts';
import { replaceIn, writeFacts } from '../helpers/facts-directory.ts';

const written: string[] = [];
afterEach(() => {
  for (const directory of written.splice(0)) rmSync(directory, { recursive: true });
});

/** What is wrong with the small facts when some files are changed, without the path of the directory; empty when nothing is. */
async function mistakesIn(...changes: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const directory = writeFacts(Object.assign({}, ...changes));
  written.push(directory);
  try {
    await readFacts(directory);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message.replaceAll(`${directory}/`, '') : String(error);
  }
}

describe('the check of the facts', () => {
  it('finds nothing wrong with facts that are right', async () => expect(await mistakesIn()).toBe(''));

  it.each<[string, Readonly<Record<string, string>>, string]>([
    ['an unknown key', replaceIn('families/x9.yaml', 'has:', 'hass:'), 'families/x9.yaml, line 5, column 1: "hass" is no key of a family. (did you mean has?)'],
    [
      'an unknown feature',
      replaceIn('families/x9.yaml', '[erdma]', '[edrma]'),
      'families/x9.yaml, line 5, column 7: has[0] cannot be "edrma". (did you mean erdma?)',
    ],
    [
      'an unknown column',
      replaceIn('families/x9.yaml', 'memoryGiB', 'memoryGib'),
      'families/x9.yaml, line 10, column 29: "memoryGib" is no column of this table. (did you mean memoryGiB?)',
    ],
    [
      'a figure out of range',
      replaceIn('families/x9.yaml', ' 4,        16', '-4,        16'),
      'families/x9.yaml, line 12, column 25: vcpus cannot be -4. (a whole number from 1 to 2048)',
    ],
    [
      'a row that is too short',
      replaceIn('families/x9.yaml', ',         8', ''),
      'families/x9.yaml, line 11, column 5: The row has 2 cells, the table 3 columns.',
    ],
    [
      'a platform that is none',
      replaceIn('families/x9.yaml', '[CIPU]', '[CIPU two]'),
      'families/x9.yaml, line 4, column 13: "CIPU two" is no platform. (such as CIPU, CIPU 2.0 or SHENLONG 3)',
    ],
    [
      'a feature said and denied',
      replaceIn('families/x9.yaml', 'has:', 'lacks: [erdma]\nhas:'),
      'families/x9.yaml, line 5, column 9: erdma is under "has" as well.',
    ],
    [
      'a type of two families',
      replaceIn('families/ebmx9.yaml', 'ecs.ebmx9.32xlarge,', 'ecs.x9.large,'),
      'families/x9.yaml, line 11, column 5: ecs.x9.large is a type of ecs.ebmx9 already.',
    ],
    [
      'a statement about a family nobody knows',
      replaceIn('statements/page.yaml', 'ecs.x9', 'ecs.x8'),
      'statements/page.yaml, line 4, column 16: No family is called ecs.x8. (did you mean ecs.x9?)',
    ],
    [
      'a statement about a type without family',
      replaceIn('statements/page.yaml', 'families: [ecs.x9]', 'types: [ecs.x9.small]'),
      'statements/page.yaml, line 4, column 13: No family has a type ecs.x9.small.',
    ],
    [
      'a statement without source',
      replaceIn('statements/page.yaml', '    source: page\n', ''),
      'statements/page.yaml, line 2, column 5: "source" is missing in statements[0].',
    ],
    [
      'a statement of an unknown source',
      replaceIn('statements/page.yaml', 'source: page', 'source: pages'),
      'statements/page.yaml, line 6, column 13: No source is called "pages". (did you mean page?)',
    ],
    [
      'a statement about nothing',
      replaceIn('statements/page.yaml', '    families: [ecs.x9]\n', ''),
      'statements/page.yaml, line 2, column 5: The statement names nothing that it holds for. (families, types or categories)',
    ],
    [
      'a condition that is none',
      replaceIn('statements/page.yaml', 'vcpus < 4', 'cpus < 4'),
      'statements/page.yaml, line 5, column 12: "cpus < 4" is no bound of a metric. (the key of a metric and a figure, such as vcpus < 4)',
    ],
    [
      'a date to come',
      replaceIn('sources.yaml', '2026-02', '2026-12'),
      'sources.yaml, line 4, column 54: 2026-12 is later than 2026-11, when the sources were last read.',
    ],
    [
      'a record of no date',
      replaceIn('records/x9.yaml', '2026-05-01', 'May 2026'),
      'records/x9.yaml, line 4, column 11: "May 2026" is no date. (such as "2026-01-29", "2026-01", "2026-Q1" or "2026")',
    ],
    [
      'a record with a field that nothing is read from',
      replaceIn('records/x9.yaml', 'NvmeSupport', 'NvmeSuport'),
      'records/x9.yaml, line 6, column 23: "NvmeSuport" is no column of this table. (did you mean NvmeSupport?)',
    ],
    [
      'two sources that contradict each other',
      replaceIn('statements/page.yaml', '    where: vcpus < 4\n', ''),
      'statements/page.yaml, line 3, column 13: page says no to erdma of ecs.x9.large, and the overview says yes.',
    ],
    [
      'a figure that contradicts the overview',
      { 'statements/page.yaml': 'figures:\n  - {metric: vcpus, source: page, values: {ecs.x9.large: 3}}\n' },
      'statements/page.yaml, line 2, column 58: page gives ecs.x9.large another figure than the overview, which has 2.',
    ],
    [
      'a name that is more',
      { 'names.yaml': 'names:\n  - source: page\n    types: [ecs.x9.large]\n' },
      'names.yaml, line 2, column 5: ecs.x9.large is described elsewhere, so it is more than a name.',
    ],
    [
      'a file that is no YAML',
      { 'families/y9.yaml': 'family: [ecs.y9\n' },
      'families/y9.yaml, line 2, column 1: Flow sequence in block collection must be sufficiently indented and end with a ].',
    ],
  ])('names file and line of %s', async (_, change, mistake) => expect(await mistakesIn(change)).toBe(mistake));

  it('names every mistake, a line each', async () => {
    const changes = [replaceIn('statements/page.yaml', 'source: page', 'source: pages'), replaceIn('records/x9.yaml', '2026-05-01', '2027')];
    expect((await mistakesIn(...changes)).split('\n')).toHaveLength(2);
  });
});
