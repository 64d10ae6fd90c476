import type { Column } from '../../render/column.ts';
import { type Format, formats } from '../../render/formats/renderers.ts';
import { count, type FlagGroup, listLike, onOff, program, setting, text, type ValuesOf, type WordsToOffer, word } from '../../settings/flags.ts';

/** Formats that are tables. */
export const tableFormats: readonly Format[] = ['table', 'wide', 'csv', 'tsv', 'markdown'];

/** Formats that have columns to choose. */
export const columnFormats: readonly Format[] = [...tableFormats, 'json', 'jsonl', 'yaml'];

/** Formats that can show what an expression gives. */
export const queryFormats: readonly Format[] = ['json', 'jsonl', 'yaml', 'names'];

/** The flag that chooses one of some formats. */
export const formatFlag = <F extends string>(choices: readonly F[]) => setting('-o, --output <format>', word(choices), 'output format');

/** The short form of the most common format. */
export const jsonFlag = setting('--json', onOff, 'short for --output json', { conflicts: ['output'] });

/** The flag that selects parts of the JSON document. */
export const queryFlag = setting('--query <expr>', text, 'JMESPath expression on the JSON document', { isUseless: isOtherThan(queryFormats) });

/** The flag that keeps the pager away. */
export const pagerFlag = setting('--no-pager', program, 'no pager, even for what is longer than the terminal; CIPU_PAGER names one');

/** How a list with some columns is written. */
export function outputFlags(columns: readonly Pick<Column<never>, 'key' | 'header'>[]) {
  const keys: WordsToOffer = () => columns.map(({ key, header }) => ({ value: key, description: header }));
  const sortKeys: WordsToOffer = ({ word: typed }) => columns.flatMap(({ key }) => (typed.includes(':') ? [`${key}:asc`, `${key}:desc`] : [key]));
  return {
    heading: 'Output:',
    flags: {
      output: formatFlag(formats),
      json: jsonFlag,
      columns: setting('--columns <keys>', listLike(keys), 'columns to show, comma-separated; of JSON and YAML the keys of a row', {
        isUseless: isOtherThan(columnFormats, 'query'),
        // Who set them had tables in mind: scripts that ask for JSON get whole rows.
        givesWay: isOtherThan(tableFormats),
      }),
      sort: setting('--sort <key[:desc]>', listLike(sortKeys), 'sort by columns, comma-separated; what is not known comes last', {
        isUseless: isOtherThan(formats),
      }),
      limit: setting('-n, --limit <n>', count, 'show at most n rows', { isUseless: isOtherThan(formats) }),
      header: setting('--no-header', onOff, 'leave out the header line'),
      pager: pagerFlag,
      query: queryFlag,
      failEmpty: setting('--fail-empty', onOff, 'exit 1 when nothing matches'),
    },
  } satisfies FlagGroup;
}

/**
 * Whether the value of another flag is a format that is none of these, or the other flag is one that rules such a
 * format out.
 */
function isOtherThan(some: readonly string[], flag?: string) {
  return (other: string, value: unknown) => other === flag || (other === 'json' ? !some.includes('json') : other === 'output' && !some.includes(String(value)));
}

/** Values of the output flags of lists. */
export type OutputFlags = ValuesOf<ReturnType<typeof outputFlags>>;
