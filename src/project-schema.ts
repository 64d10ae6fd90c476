import { allSettings } from './commands/commands.ts';
import { toProjectSchema } from './settings/settings.ts';

export { statementsSchema as factsSchema } from './model/catalog/statements-schema.ts';
export { policySchema } from './model/policy/policy-schema.ts';

/** The JSON Schema of the project file, for the build to publish as that of a policy is. */
export const projectSchema = toProjectSchema(await allSettings());
