import { UsageError } from '../../errors.ts';

/** A compiled JMESPath expression: applies to a JSON value and returns the JSON value it selects. */
export type Expression = (value: unknown) => unknown;

/**
 * Compiles a JMESPath expression of a flag. Rejects with UsageError when it does not parse; so does applying it when it
 * fails.
 */
export async function compileExpression(text: string, flag: string): Promise<Expression> {
  const { search, compile } = await import('@jmespath-community/jmespath');
  const guarded = <T>(run: () => T): T => {
    try {
      return run();
    } catch (error) {
      throw new UsageError(`${flag}: ${error instanceof Error ? error.message : String(error)}`, {
        flag: flag.replace('--', ''),
        hint: 'the expression is JMESPath (jmespath.org); quote keys with a hyphen: features."bare-metal".status',
      });
    }
  };
  guarded(() => compile(text));
  return (value) => guarded(() => search(JSON.parse(JSON.stringify(value)), text));
}
