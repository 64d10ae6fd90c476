import { allSettings } from './main.ts';
import { toProjectSchema } from './settings/settings.ts';

/** The JSON Schema of the project file, for the build to publish. */
export const projectSchema = toProjectSchema(allSettings());
