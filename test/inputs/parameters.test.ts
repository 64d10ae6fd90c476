import { describe, expect, it } from 'vitest';
import { readParameters } from '../../src/inputs/parameters.ts';

describe('readParameters', () => {
  it.each([
    ['a map in YAML', 'Type: ecs.g8i.large\nCount: 2\n'],
    ['a map in JSON', '{"Type": "ecs.g8i.large", "Count": 2}'],
    ['a map under a key', 'Parameters: {Type: ecs.g8i.large, Count: 2}\n'],
    ['a list of pairs', '[{"ParameterKey": "Type", "ParameterValue": "ecs.g8i.large"}, {"ParameterKey": "Count", "ParameterValue": 2}]'],
  ])('reads %s', async (_, text) => {
    expect([...(await readParameters(text, 'x'))]).toEqual([
      ['Type', 'ecs.g8i.large'],
      ['Count', 2],
    ]);
  });

  it.each(['[1]', '- a\n', 'text\n', '[]'])('refuses %j', async (text) => {
    await expect(readParameters(text, 'x.yaml')).rejects.toMatchObject({ exitCode: 2, message: 'x.yaml holds no parameters.' });
  });
});
