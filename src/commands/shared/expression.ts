import type { TreeInterpreter } from '@jmespath-community/jmespath';
import { UsageError } from '../../errors.ts';
import type { Schema } from '../../model/json-schema.ts';
import { type Node, resolveWords, WordError } from './expression-words.ts';

/** A compiled JMESPath expression: applies to a JSON value and returns the JSON value it selects. */
export type Expression = (value: unknown) => unknown;

const syntaxHint = 'the expression is JMESPath (jmespath.org): texts stand in single quotes; quote keys with a hyphen: features."bare-metal".status';

/**
 * Compiles the expression of --query on the document of a list, or of --where, a condition on a row of it. Beside the
 * words of that shape it knows those of columns. Rejects with UsageError when it does not parse, or has a word that is
 * not there; so does applying it when it fails. A kind that is not published may have any word.
 */
export async function compileExpression(text: string, flag: '--query' | '--where', kind?: string): Promise<Expression> {
  const [jmespath, { schemas }] = await Promise.all([import('@jmespath-community/jmespath'), import('../../render/schemas.ts')]);
  const guarded = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      const general = !(error instanceof WordError) && /[^=!<>]=[^=]/.test(text) ? 'use == to compare' : syntaxHint;
      throw new UsageError(`${flag}: ${message}`, { flag: flag.slice(2), hint: (error instanceof WordError && error.hint) || general });
    }
  };
  const document = kind === undefined ? undefined : schemas[kind];
  const schema = flag === '--query' ? document : rowOf(document, kind);
  const functions = jmespath.getRegisteredFunctions();
  const node = guarded(() =>
    resolveWords(jmespath.compile(withLiterals(text, jmespath.tokenize(text))), schema, { functions, isCondition: flag === '--where' }),
  );
  const interpreter = lenient(jmespath.TreeInterpreter.withScope({}));
  return (value) => guarded(() => interpreter.search(node, JSON.parse(JSON.stringify(value))));
}

function rowOf(document: Schema | undefined, kind = ''): Schema | undefined {
  const { [kind]: rows } = (document?.properties ?? {}) as Readonly<Record<string, Schema>>;
  return rows?.items as Schema | undefined;
}

const comparators: readonly string[] = ['GT', 'GTE', 'LT', 'LTE', 'EQ', 'NE'];

/** The expression with backticks around the figures that something is compared with: JMESPath wants them there. */
function withLiterals(text: string, tokens: readonly { readonly type: string; readonly start: number }[]): string {
  const figures = tokens.filter(({ type }, i) => type === 'Number' && comparators.includes(tokens[i - 1]?.type ?? ''));
  return figures.reduceRight((written, { start }) => written.slice(0, start) + written.slice(start).replace(/^-?\d+(\.\d+)?/, '`$&`'), text);
}

/** Functions that make something of a missing value. */
const takesNothing: readonly string[] = ['not_null', 'to_array', 'to_string', 'to_number', 'type'];

/** An interpreter to which what is computed of a missing value is missing, too: that nobody knows is no mistake. */
function lenient(interpreter: typeof TreeInterpreter): typeof TreeInterpreter {
  const visit = interpreter.visit.bind(interpreter);
  const withScope = interpreter.withScope.bind(interpreter);
  return Object.assign(interpreter, {
    withScope: (...scope: Parameters<typeof withScope>) => lenient(withScope(...scope)),
    visit(node: Node, value: Parameters<typeof visit>[1]): ReturnType<typeof visit> {
      return operandsOf(node).some((operand) => interpreter.visit(operand, value) === null) ? null : visit(node, value);
    },
  });
}

/** What must be there for a part of an expression to be computed. */
function operandsOf(node: Node): readonly Node[] {
  if (node.type === 'Arithmetic') return [node.left, node.right];
  if (node.type === 'Unary') return [node.operand];
  return node.type === 'Function' && !takesNothing.includes(node.name) ? node.children.slice(0, 1) : [];
}
