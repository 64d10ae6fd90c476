import { formats } from '../../render/formats/renderers.ts';
import type { Exclusions } from '../../settings/resolution.ts';
import { apiFlags } from './options.ts';
import { columnFormats, queryFormats } from './output.ts';

const isOtherFormat = (formats: readonly string[]) => (other: string, value: unknown) =>
  other === 'json' ? !formats.includes('json') : other === 'output' && !formats.includes(String(value));

const isEmbedded = (other: string, value: unknown) => other === 'offline' || (other === 'source' && value === 'embedded');

/** Settings that the value of another one leaves without use, as the commands would say of the flags. */
export const exclusions: Exclusions = {
  columns: (other, value) => other === 'query' || isOtherFormat(columnFormats)(other, value),
  query: isOtherFormat(queryFormats),
  sort: isOtherFormat(formats),
  limit: isOtherFormat(formats),
  ...Object.fromEntries(apiFlags.map((flag) => [flag, isEmbedded])),
};
