import { looksLikeCsv } from './csv.ts';
import { isList } from './list-of-names.ts';

/** How a text is written, whatever it says. */
export type Shape = 'json' | 'jsonl' | 'yaml' | 'csv' | 'list' | 'text';

const jsonStart = /^\s*(\{\s*["}]|\[\s*["[{\]])/;

/** A line that no list of names and no table has: a document mark, an item, a key or a flow of keys. */
const yamlLine = /^(---|%YAML|[ \t]*-[ \t]|[ \t]*["']?[\w./-]+["']?[ \t]*:(\s|$)|[ \t]*[[{][^#\n]*:[ \t])/m;

/** Files of programs and settings, in which a line may look like YAML. */
const otherLanguage =
  /(?:\.(?:sh|bash|zsh|ps1|bat|py|rb|go|js|ts|java|md|rst|ini|cfg|conf|toml|env|properties|xml|html|tf|tfvars|hcl)|\/?(?:Makefile|Dockerfile))$/i;

/**
 * Tells how a text is written, by the name of its file, its first characters and the form of its lines: nothing is
 * parsed.
 */
export function shapeOf(text: string, file: string): Shape {
  if (jsonStart.test(text)) return hasSeveralValues(text) ? 'jsonl' : 'json';
  if (looksLikeCsv(text)) return 'csv';
  if (!otherLanguage.test(file) && yamlLine.test(text)) return 'yaml';
  return isList(text) ? 'list' : 'text';
}

/**
 * Whether a file says by its name that it is YAML or JSON, or says nothing: what is then malformed is a mistake, not a
 * text.
 */
export function isDocumentFile(file: string): boolean {
  return /\.(?:ya?ml|json|template)$/i.test(file) || !/\.[^./\\]+$/.test(file);
}

/** Whether the first line closes an object and the next opens one, which they do in no single value. */
function hasSeveralValues(text: string): boolean {
  const start = text.search(/\S/);
  const end = text.indexOf('\n', start);
  return end >= 0 && text.slice(start, end).trimEnd().endsWith('}') && text.slice(end).trimStart().startsWith('{');
}

/** How `terraform show -json` begins a plan or a state. */
const terraformJson = /\{"format_version"\s*:/;

/**
 * A text in which lines of a log around the JSON of Terraform are blanked, so that every place stays where it is:
 * wrappers of Terraform print the command before it and the exit code after it, or a mark in front of every line.
 */
export function withoutLogLines(text: string): string {
  if (!text.trimEnd().includes('\n') || !terraformJson.test(text)) return text;
  const lines = text.split('\n');
  const isJson = (line: string) => line.trim() === '' || /^\s*(?:[{}\]"]|\[\s*(?:["{[\]]|$))/.test(line);
  if (lines.every(isJson)) return text;
  return lines
    .map((line) => {
      const start = line.search(terraformJson);
      return start < 0 ? ' '.repeat(line.length) : ' '.repeat(start) + line.slice(start);
    })
    .join('\n');
}

/** Files of Terraform's language, and of its form in JSON. */
const codeFile = /\.(?:tf|tofu)(?:\.json)?$/;

/** How code begins, after comments. */
const codeStart = /^\s*(?:resource|data|module|variable|provider|terraform|locals|output)\s*(?:"[^"]*"\s*)*\{/;

/** Whether an input is Terraform code, by the name of its file or by its first line that is no comment. */
export function isTerraformCode(text: string, file: string): boolean {
  if (codeFile.test(file)) return true;
  return (file === '-' || !/\.[^./\\]+$/.test(file)) && codeStart.test(/^[ \t]*[^\s#/].*/m.exec(text)?.[0] ?? '');
}
