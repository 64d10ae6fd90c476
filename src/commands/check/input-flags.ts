import { InvalidArgumentError } from 'commander';
import type { Context } from '../../context.ts';
import { inputFormats, type ReadOptions } from '../../inputs/input.ts';
import { type FlagGroup, flag, type Kind, onOff, path, setting, type ValuesOf, word } from '../../settings/flags.ts';
import { judgingFlags } from './flags.ts';
import { nameInput } from './targets.ts';

/** A file; the flag is repeated for more. */
const files: Kind<readonly string[]> = {
  form: 'list',
  isPath: (text) => text !== '-',
  parse(text, earlier = []) {
    if (text.trim() === '') throw new InvalidArgumentError('It is empty.');
    return [...earlier, text];
  },
};

/** Values by name; the flag is repeated for more, and the last one for a name counts. */
const assignments: Kind<ReadonlyMap<string, string>> = {
  form: 'list',
  parse(text, earlier = new Map()) {
    const [name = '', ...rest] = text.split('=');
    if (name.trim() === '' || rest.length === 0) throw new InvalidArgumentError('It must be NAME=VALUE, such as instance_type=ecs.g8i.large.');
    return new Map([...earlier, [name.trim(), rest.join('=')]]);
  },
};

/** What is checked. */
export const inputFlags = {
  heading: judgingFlags.heading,
  flags: {
    from: setting('--from <file>', files, 'input that names types: Terraform plan, state or code, ROS, Kubernetes, a list; - is stdin; repeatable'),
    inputFormat: setting('--input-format <format>', word(inputFormats), 'form of the inputs (default: recognised)'),
    all: setting('--all', onOff, 'also check what a plan leaves as it is'),
  },
} satisfies FlagGroup;

/** What holds of the inputs of one run: what they are called, and what is filled in before they are used. */
export const fillingFlags = {
  heading: 'Inputs:',
  flags: {
    stdinName: flag('--stdin-name <name>', path, 'what to call standard input: the file that it was made from'),
    var: flag('--var <name=value>', assignments, 'value of a variable of Terraform code, as terraform plan takes it; repeatable'),
    varFile: flag('--var-file <file>', files, 'file of variables of Terraform code; repeatable'),
    parameter: flag('--parameter <name=value>', assignments, 'value of a parameter of a template of ROS or OOS, or of a Pulumi program; repeatable'),
    parameters: flag('--parameters <file>', path, 'file of parameters, in YAML or JSON'),
  },
} satisfies FlagGroup;

/** Values of the flags that say what is checked. */
export type InputFlags = ValuesOf<typeof inputFlags> & ValuesOf<typeof fillingFlags>;

/** The files that the flags name to be read. */
export function filesOf({ from = [], varFile = [], parameters }: InputFlags): string[] {
  return [...from, ...varFile, ...(parameters === undefined ? [] : [parameters])];
}

/** How the inputs are read, by the flags. Reads the files of variables and parameters; rejects with UsageError. */
export async function toReadOptions({ inputFormat, all, var: variables, varFile = [], ...flags }: InputFlags, context: Context): Promise<ReadOptions> {
  const given = flags.parameters === undefined ? [] : await readParametersFile(flags.parameters, context);
  const variableFiles = await Promise.all(varFile.map(async (file) => ({ path: file, content: await context.readInput(file) })));
  const code = { variables: variables ?? new Map<string, string>(), variableFiles, folders: { list: context.listFolder, read: context.readInput } };
  return { format: inputFormat, all: all === true, parameters: new Map([...given, ...(flags.parameter ?? [])]), code };
}

async function readParametersFile(file: string, context: Context): Promise<ReadonlyMap<string, unknown>> {
  const [{ readParameters }, { decodeText }] = await Promise.all([import('../../inputs/parameters.ts'), import('../../documents/decode.ts')]);
  const label = nameInput(file);
  return readParameters(decodeText(await context.readInput(file), label), label);
}
