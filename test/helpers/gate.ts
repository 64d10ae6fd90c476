import { runInProcess } from './fake-context.ts';

/** The exit code of a check of one input, which must meet `cipu`. */
export async function codeOf(file: string, content: string | Uint8Array): Promise<number> {
  const readInput = async () => Buffer.from(content as string);
  const { code } = await runInProcess(['check', '--from', file, '--require', 'cipu'], { readInput, listFolder: async () => [] });
  return code;
}
