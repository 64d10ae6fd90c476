import type { CST, DocumentOptions, ParseOptions, SchemaOptions, YAMLError, Document as YamlTree } from 'yaml';
import { UsageError } from '../errors.ts';
import { findNames } from '../model/names/named-in-text.ts';
import { type Document, type Mention, maxDepth } from './document.ts';
import { mistakeAt } from './mistake.ts';
import { type Source, toDocument, tooDeep, type YamlDocument } from './yaml-document.ts';

/**
 * Parses YAML that others wrote, with any number of documents. Aliases and merge keys are resolved in the values; `!Ref
 * x` is `{Ref: x}`, `!Name x` is `{"Fn::Name": x}`, `!!binary` is what it encodes, and other tags are left out. Of keys
 * that stand twice the last one is in the value; the mentions are those of all. Rejects with UsageError, with line and
 * column, for what is not YAML, is nested too deep, or unfolds without measure.
 */
export async function parseYaml(content: string, name: string): Promise<Document[]> {
  // A lone carriage return ends a line as well, which the library overlooks.
  const text = content.replace(/\r(?!\n)/g, '\n');
  const source = await openSource(text, name);
  // The library compares each key of a map with all the others.
  const documents: Document[] = Array.from(treesOf(source, { resolveKnownTags: false, uniqueKeys: false }), (tree) => {
    const [error] = tree.errors;
    if (!error) return toDocument(tree, source);
    const hint = text.includes('{{') ? 'render templates first: helm template CHART | cipu check --from -' : undefined;
    // What follows a colon repeats the text, which may hold anything.
    throw source.mistake(error.pos[0], `This is not valid YAML (${error.message.split(/:|\n/)[0]}).`, hint);
  });
  const doubtful = mentionsAfterOddBreaks(text);
  const [last, ...rest] = documents.toReversed();
  if (!last || doubtful.length === 0) return documents;
  return [...rest.toReversed(), { ...last, mentions: () => [...last.mentions(), ...doubtful] }];
}

/**
 * Names in what is a comment only where NEL, LS and PS end no line. In YAML 1.1 they do, in 1.2 they do not, so that
 * programs differ in what they read. These names have no path: nobody can say what they mean.
 */
function mentionsAfterOddBreaks(text: string): Mention[] {
  if (!/[\u0085\u2028\u2029]/.test(text)) return [];
  return findNames(text).flatMap(({ name, isType, start }) => {
    const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
    return /#[^\n]*[\u0085\u2028\u2029]/.test(line) ? [{ name, isType, path: [], isKey: false, offset: start, textOffset: start }] : [];
  });
}

/**
 * Parses the one document of a file of ours, in YAML or JSON. It has no tags, its keys are words, and what the library
 * only warns of is a mistake. Rejects with UsageError as `parseYaml` does, and for a file that is empty.
 */
export async function parseOwnYaml(text: string, name: string): Promise<YamlDocument> {
  if (text.includes('\u0000')) throw new UsageError(`${name} is not a text file.`);
  const source = await openSource(text, name);
  const [tree, second] = [...treesOf(source, { stringKeys: true })];
  const error = tree?.errors[0] ?? tree?.warnings[0];
  if (error) throw source.mistake(error.pos[0], sentences[error.code] ?? `${error.message}.`);
  if (second) throw source.mistake(second.range[0], 'A second document begins here, and only one is read.');
  if (!tree?.contents) throw new UsageError(`${name} is empty.`);
  return toDocument(tree, source);
}

const sentences: Partial<Record<YAMLError['code'], string>> = {
  DUPLICATE_KEY: 'This key is there twice.',
  TAB_AS_INDENT: 'Lines are indented with blanks, not with tabs.',
  NON_STRING_KEY: 'A key must be a word.',
};

async function openSource(text: string, name: string): Promise<Source> {
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  const positionAt = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  return { text, yaml, lines, positionAt, mistake: (offset, problem, hint) => mistakeAt(name, positionAt(offset), problem, hint) };
}

/** The documents of a text. Merge keys are ours: the library resolves them without any bound. */
function treesOf(source: Source, options: ParseOptions & DocumentOptions & SchemaOptions): Iterable<YamlTree.Parsed> {
  const { Composer } = source.yaml;
  return new Composer({ logLevel: 'error', prettyErrors: false, merge: false, ...options }).compose(tokensOf(source));
}

/**
 * The tokens of a text. Throws UsageError at values that are nested too deep: on them the library would run out of
 * stack, and Node.js with it.
 */
function* tokensOf(source: Source): Generator<CST.Token, void> {
  const { text, yaml, lines } = source;
  const parser = new yaml.Parser(lines.addNewLine);
  lines.addNewLine(0);
  for (const lexeme of new yaml.Lexer().lex(text)) {
    yield* parser.next(lexeme);
    // Besides collections the stack holds the document and a scalar.
    if (parser.stack.length > maxDepth + 2) throw tooDeep(parser.offset, source);
  }
  yield* parser.end();
}
