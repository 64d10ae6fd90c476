import type { CommandDefinition } from '../shared/definition.ts';
import { diff } from './diff.ts';
import { info } from './info.ts';
import { pull } from './pull.ts';

const examples = `
cipu catalog pull cipu.json.gz --region all              keep what the API says today
cipu families --source cipu.json.gz                      use it later, without network or credentials
cipu catalog info embedded cipu.json.gz
cipu catalog diff cipu.json.gz live -o markdown          what is new since then
cipu catalog diff embedded live --only added,changed     where the API goes beyond the documentation`;

/** `cipu catalog`. */
export const catalog: CommandDefinition = {
  examples,
  commands: [pull, info, diff],
};
