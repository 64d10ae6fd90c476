import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf, readFixture, readInput } from '../helpers/read-input.ts';

describe('a list', () => {
  it('has a name or glob a line, and comments', async () => {
    const findings = await readFixture('lists/shop.txt');
    expect(findings).toMatchObject({ format: 'list', gaps: [], notes: [] });
    expect(linesOf(findings)).toEqual(['ecs.g8i.xlarge | 2:1', 'ecs.c8i.xlarge | 4:3', 'ecs.g9* | 5:1', 'ecs.r8i | 6:2']);
  });

  it.each(['g8i', 'ECS.G8I', 'ecs.g8i#note', '# note: one\ng8i', 'g8i # note: one', '\r\n\r\ng8i', 'g8i\r'])('reads %j', async (text) => {
    expect((await readInput(text)).targets.map(({ name }) => name)).toEqual(['ecs.g8i']);
  });

  it.each(['{g8i,c8*}', '[gc]8i', '[!g]8i', '*', 'g?i.*large'])('reads the glob %j', async (glob) => {
    expect((await readInput(`${glob}\n`)).targets).toHaveLength(1);
  });

  it('gives back any names in their order', async () => {
    const name = fc.stringMatching(/^ecs\.[a-z][a-z0-9-]{0,9}(\.[a-z0-9-]{1,8})?$/);
    const blank = fc.constantFrom('', ' ', '\t', '# a comment', ' # key: value');
    const line = fc.tuple(fc.constantFrom('', ' ', '\t'), name, blank);
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.constantFrom('\n', '\r\n', '\n\n'), async (lines, end) => {
        const { format, targets } = await readInput(lines.map((parts) => parts.join('')).join(end));
        expect(format).toBe('list');
        expect(targets.map((target) => target.name)).toEqual(lines.map(([, text]) => text));
        expect(targets.map(({ place }) => place.column)).toEqual(lines.map(([indent]) => indent.length + 1));
      }),
    );
  });

  it.each([
    ['g8i\nc8i g7\n', 'input, line 2, column 4: No family or type has " " in its name.'],
    ['  g8i;c8i', 'input, line 1, column 6: No family or type has ";" in its name.'],
    ['g8i\n🙂\n', 'input, line 2, column 1: No family or type has "🙂" in its name.'],
    ['g8i\n\n<html>\n', 'input, line 3, column 1: No family or type has "<" in its name.'],
  ])('is refused with line and column: %j', async (text, message) => {
    await expect(readInput(text)).rejects.toMatchObject({ exitCode: 2, message, hint: 'a list has one name or glob a line; # begins a comment' });
  });

  it('may be empty when it is named as a list or holds only comments', async () => {
    expect((await readInput('', 'list')).targets).toEqual([]);
    expect((await readInput('# nothing yet\n')).targets).toEqual([]);
  });
});
