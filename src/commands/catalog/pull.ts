import type { Context } from '../../context.ts';
import { argument, path } from '../../settings/flags.ts';
import type { NamedCommand } from '../shared/definition.ts';
import { missingFrom, type Result } from '../shared/result.ts';
import { accessFlags, filesOfSource, type SourceFlags, toSourceOptions } from '../shared/source-flags.ts';
import { describeSource } from './named-catalog.ts';

/** `cipu catalog pull`. */
export const pull: NamedCommand = {
  name: 'pull',
  description: 'write what the API says to a file, a snapshot',
  arguments: [argument('<file>', path, 'packed when it ends in .gz')],
  flags: [accessFlags],
  run: runCatalogPull,
};

/** Writes a snapshot of the regions. Rejects with CipuError, the file then as it was. */
async function runCatalogPull(file: string, flags: SourceFlags, context: Context): Promise<Result> {
  const settings = filesOfSource(flags, context);
  if (settings.length > 0) await context.checkTargets([file], settings);
  const { source, families, types, bytes } = await context.cloud.pullSnapshot({ ...toSourceOptions(flags), source: 'live' }, file);
  const size = bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
  const summary = `Wrote ${file}${source.complete ? '' : ', incomplete'}: ${families} families and ${types} types of ${describeSource(source)}, ${size}.`;
  return { output: '', summary, ...missingFrom(source) };
}
