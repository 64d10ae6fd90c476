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

describe('words of columns', () => {
  const finding = (status: string) => ({ status, basis: 'documented' });
  const family = {
    family: 'ecs.g8i',
    cipu: { verdict: 'yes', basis: 'documented', rule: null },
    cpuArchitecture: 'X86',
    processor: null,
    features: { erdma: finding('some'), nvme: finding('yes'), 'bare-metal': finding('no') },
    metrics: { vcpus: { min: 2, max: 192 }, memoryGiB: { min: 8, max: 1024 } },
    sold: null,
    price: null,
  };
  const meets = async (text: string, row: unknown = family, kind = 'families') => (await compileExpression(text, '--where', kind))(row);

  it.each<[string, unknown]>([
    ["cipu == 'yes'", true],
    ["'no' != cipu", true],
    ["cipu.verdict == 'yes' && cipu.basis == basis", true],
    ["erdma == 'some' && ERDMA == features.erdma.status", true],
    ["features.erdma == 'some'", true],
    ["metal == 'no' && \"bare-metal\" == 'no' && features.\"bare-metal\".status == 'no'", true],
    ['vcpus.max >= 128 && metrics.vcpus.min == `2`', true],
    ['memory.max > 1024', false],
    ['memory.max > 1023.5', true],
    ['"vcpus.max" == 192', true],
    ["arch == 'X86'", true],
    ['rule == `null`', true],
    ["erdma == 'yes' || nvme == 'yes' && !(vcpus.min > 2)", true],
    ["contains(['yes', 'some'], erdma)", true],
    ['`true` && !`false`', true],
  ])('%s is %j of a family', async (text, value) => expect(await meets(text)).toBe(value));

  it.each([
    'network.max > 10',
    'network.max / vcpus.max > 1',
    "contains(processor, 'AMD')",
    "processor == 'AMD'",
    '-network.max < 0',
    'sold.china',
    'price.cheapest.trade < 3',
    'length(regions) > 1',
  ])('%s is not true where nobody knows, and no mistake', async (text) => expect([false, null]).toContain(await meets(text)));

  it('are compared by ==, whatever the parser makes of =', async () => {
    await expect(meets("vcpus.min = 2 && erdma == 'yes'")).rejects.toMatchObject({ exitCode: 2, hint: 'use == to compare' });
  });

  it('may stand in the filter of a list, which may leave nothing', async () => {
    expect(await meets("[@][?erdma == 'no']")).toEqual([]);
  });

  it('are those of a type: figures, no ranges', async () => {
    const type = { type: 'ecs.g8i.xlarge', metrics: { vcpus: 4, memoryGiB: 16 }, features: {} };
    expect(await meets('vcpus >= 4 && memory / vcpus == 4', type, 'types')).toBe(true);
  });

  it('work on the rows of a document, too', async () => {
    const query = async (text: string) => (await compileExpression(text, '--query', 'families'))({ families: [family] });
    expect(await query("families[?cipu == 'yes' && vcpus.max > 100].family")).toEqual(['ecs.g8i']);
    expect(await query("families[].{name: family, e: erdma} | [?e == 'some'].name")).toEqual(['ecs.g8i']);
    expect(await query('sort_by(families, &vcpus.max)[-1].[family, memory.max]')).toEqual(['ecs.g8i', 1024]);
    expect(await query('families[].cipu')).toEqual([family.cipu]);
    expect(await query('families[*].features.*.status | [0]')).toEqual(['some', 'yes', 'no']);
  });

  it.each<[string, string, string]>([
    ["erdmaa == 'yes'", 'no row has "erdmaa".', 'did you mean erdma?'],
    ['metrics.vcpu.max > 8', 'nothing is called "vcpu" there.', 'did you mean vcpus?'],
    ['erdma == yes', 'no row has "yes".', "texts stand in single quotes: 'yes'"],
    ["erdma = 'yes'", '= compares nothing.', 'use == to compare'],
    ["features.erdma.status = 'yes'", '= compares nothing.', 'use == to compare'],
    ["'yes'", '"yes" is no condition.', 'compare it'],
    ["cipu == 'yes' && 'no'", '"no" is no condition.', 'compare it'],
    ["!'yes'", '"yes" is no condition.', 'compare it'],
    ['@', 'it is a list or an object, no condition.', 'compare a value in it'],
    ['metrics', 'metrics is a list or an object, no condition.', 'compare a value in it'],
    ['features.*.status', 'it is a list or an object, no condition.', 'compare a value in it'],
    ['[family, erdma]', 'it is a list or an object, no condition.', 'compare a value in it'],
    ['{name: family}', 'it is a list or an object, no condition.', 'compare a value in it'],
    ["erdma == 'Yes'", 'erdma is never "Yes".', 'did you mean yes?'],
    ["cipu == 'some'", 'cipu is never "some".', 'it is one of yes, no, unknown'],
    ["types == '11'", 'types is never "11".', 'figures in none'],
    ['vcpus > 8', 'vcpus is a range: that of all types of a family.', 'write vcpus.min or vcpus.max'],
    ["vcpus.max > '8'", '"8" is no figure.', 'without quotes: 8'],
    ['processor > 8', 'processor is no figure.', '== and !='],
    ['erdma', 'erdma is a word, "no" for example: it must be compared.', "write erdma == 'yes'"],
    ["cipu && nvme == 'yes'", 'cipu is a word, "no" for example: it must be compared.', "write cipu == 'yes'"],
    ['!(features.nvme)', 'features.nvme is a word, "no" for example: it must be compared.', "write features.nvme == 'yes'"],
    ['!sold.china', 'nothing is called "china" there.', 'use brackets'],
    ["contain(processor, 'AMD')", 'no function is called contain().', 'did you mean contains?'],
    ["features.bare-metal == 'yes'", 'nothing is called "bare" there.', 'features."bare-metal"'],
  ])('%s is a mistake', async (text, message, hint) => {
    await expect(meets(text)).rejects.toMatchObject({ exitCode: 2, message: `--where: ${message}`, hint: expect.stringContaining(hint) });
  });

  it.each<[string, string, string]>([
    ['familys[].family', 'nothing is called "familys" there.', 'did you mean families?'],
    ['families.family', 'nothing is called "family" there.', 'it is a list: write [].family'],
    ['families[?nvme].family', 'nvme is a word, "no" for example: it must be compared.', "write nvme == 'yes'"],
    ['max_by(families, &vcpus.maximum).family', 'nothing is called "maximum" there.', 'JMESPath'],
  ])('%s is a mistake of --query', async (text, message, hint) => {
    await expect(compileExpression(text, '--query', 'families')).rejects.toMatchObject({ message: `--query: ${message}`, hint: expect.stringContaining(hint) });
  });
});
