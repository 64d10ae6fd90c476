import { describe, expect, it } from 'vitest';
import { compileExpression } from '../../../src/commands/shared/expression.ts';
import { UsageError } from '../../../src/errors.ts';
import { usageErrorOf } from '../../helpers/errors.ts';

const document = {
  families: [
    { family: 'ecs.g8i', types: 11, features: { 'bare-metal': { status: 'no' } }, missing: undefined },
    { family: 'ecs.ebmg8i', types: 1, features: { 'bare-metal': { status: 'yes' } } },
  ],
};
const apply = async (text: string, value: unknown = document) => (await compileExpression(text, '--query'))(value);

describe('compileExpression', () => {
  it.each<[string, unknown]>([
    ['families[0].family', 'ecs.g8i'],
    ['families[].family', ['ecs.g8i', 'ecs.ebmg8i']],
    ['families[?types > `1`].family', ['ecs.g8i']],
    ['families[?features."bare-metal".status == \'yes\'].family | [0]', 'ecs.ebmg8i'],
    ['length(families)', 2],
    ['sum(families[].types)', 12],
    ['families[9]', null],
    ['nothing.there', null],
  ])('%s', async (text, value) => expect(await apply(text)).toEqual(value));

  it('sees what JSON shows: getters are read, what is undefined does not exist', async () => {
    const value = {
      get evidence() {
        return ['made when read'];
      },
      left: undefined,
    };
    expect(await apply('evidence[0]', value)).toBe('made when read');
    expect(await apply('keys(@)', value)).toEqual(['evidence']);
  });

  it.each(['families[', 'families[?types >', ']', '', 'a..b', '"unclosed'])('refuses %j before anything is asked', async (text) => {
    const failure = compileExpression(text, '--where');
    await expect(failure).rejects.toBeInstanceOf(UsageError);
    await expect(failure).rejects.toMatchObject({ message: expect.stringMatching(/^--where: ./), hint: expect.stringContaining('JMESPath') });
  });

  it.each(['nosuchfunction(@)', 'length(`3`)', 'abs(families)'])('says what is wrong when %s is applied', async (text) => {
    const expression = await compileExpression(text, '--query').catch((error: unknown) => () => {
      throw error;
    });
    expect(usageErrorOf(() => expression(document)).message).toMatch(/^--query: ./);
  });
});
