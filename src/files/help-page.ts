import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Both `src/files/` and `dist/lib/` lie two levels below the package, so one path serves both. */
const directory = join(import.meta.dirname, '../../dist/help');

/** Reads the Markdown of a help topic. */
export const readHelpPage = (topic: string): string => readFileSync(join(directory, `${topic}.md`), 'utf8');
