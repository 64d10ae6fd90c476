import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

const root = new URL('../src/', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const textOf = (file: string) => readFileSync(new URL(file, root), 'utf8');

const isExported = (statement: ts.Statement) =>
  ts.canHaveModifiers(statement) && (ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) ?? false);

/** The names that a top-level statement declares: of a function, class, interface, type, enum or constants. */
function namesOf(statement: ts.Statement, source: ts.SourceFile): string[] {
  if (ts.isVariableStatement(statement)) return statement.declarationList.declarations.map(({ name }) => name.getText(source));
  if (
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isEnumDeclaration(statement)
  ) {
    return [statement.name?.text ?? 'default'];
  }
  return [];
}

/** Whether a comment of the form that editors show stands right before the statement, and says something. */
function hasDocComment(statement: ts.Statement, text: string): boolean {
  const comment = ts.getLeadingCommentRanges(text, statement.getFullStart())?.at(-1);
  return comment !== undefined && /^\/\*\*[^\w]*\w[\s\S]*\*\/$/.test(text.slice(comment.pos, comment.end));
}

/** Exported declarations of a source text without a doc comment. */
function undocumented(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  return source.statements
    .filter((statement) => isExported(statement) && !hasDocComment(statement, text))
    .flatMap((statement) => namesOf(statement, source).map((name) => `${file}: ${name}`));
}

describe('source files', () => {
  it('document everything that they export', () => {
    expect(files.length).toBeGreaterThan(30);
    expect(files.flatMap((file) => undocumented(file, textOf(file)))).toEqual([]);
  });

  it('are noticed when they do not', () => {
    const text = [
      'export const a = 1, b = 2;',
      '/** Said. */\nexport function c() {}',
      '/* Not a doc comment. */\nexport interface D {}',
      '/** */\nexport type E = 1;',
      'class F {}',
      '/** Said. */\n// biome-ignore lint: x\nexport class G {}',
    ].join('\n');
    expect(undocumented('x.ts', text)).toEqual(['x.ts: a', 'x.ts: b', 'x.ts: D', 'x.ts: E', 'x.ts: G']);
  });

  it('have no comment that is wider than 120 columns, but for what a linter reads', () => {
    const isWide = (line: string) => /^\s*(\/\/|\/?\*)/.test(line) && line.length > 120 && !line.includes('biome-ignore');
    const wide = files.flatMap((file) =>
      textOf(file)
        .split('\n')
        .flatMap((line, i) => (isWide(line) ? [`${file}:${i + 1}`] : [])),
    );
    expect(wide).toEqual([]);
  });

  it('have at most 250 lines, but for data, schemas, the two registries and their texts', () => {
    const registries = ['render/schemas.ts', 'model/registry/features.ts', 'model/registry/feature-texts.ts', 'model/registry/metrics.ts'];
    const long = files.filter((file) => !registries.includes(file) && textOf(file).trimEnd().split('\n').length > 250);
    expect(long).toEqual([]);
  });

  it('have a median length below 120 lines', () => {
    const lengths = files.map((file) => textOf(file).split('\n').length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(120);
  });
});
