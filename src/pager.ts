import { statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Environment variables by name. */
type Environment = Readonly<Record<string, string | undefined>>;

/** A shell that does not find the program, or cannot run it, and a program that fails: nothing may have been shown. */
const failures: readonly (number | null)[] = [1, 126, 127];

/** Variables that may hold a key, a secret or a token of the cloud. */
const ofCloud = /^(ALIBABA_?CLOUD|ALICLOUD|ALIYUN)_/i;

/**
 * Shows a text in a pager, and waits until it is closed. `named` is the program that was asked for; else that of PAGER
 * counts, else less where there is one. Resolves to false where none is to be used, or it does not work.
 */
export async function showInPager(text: string, named: string | undefined, env: Environment): Promise<boolean> {
  const program = (named ?? env.PAGER ?? findLess(env) ?? '').trim();
  if (program === '' || program === 'cat') return false;
  // A shell would take Ctrl-C for itself, so it reads only what it alone can read.
  const isPlain = /^[\w./ -]+$/.test(program);
  const [file = '', ...args] = isPlain ? program.split(/ +/) : [program];
  const { spawn } = await import('node:child_process');
  const own = Object.entries(env).filter(([name]) => !ofCloud.test(name));
  return leavingInterruptsTo(
    () =>
      new Promise((resolve) => {
        // Of less, F: end where it fits; R: colours; X: leave it on the screen.
        const child = spawn(file, args, { shell: !isPlain, stdio: ['pipe', 'inherit', 'inherit'], env: { LESS: 'FRX', ...Object.fromEntries(own) } });
        child.once('error', () => resolve(false));
        child.once('close', (code) => resolve(!failures.includes(code)));
        // Who has seen enough closes it before it has read everything.
        child.stdin?.on('error', () => {});
        child.stdin?.end(text);
      }),
  );
}

/** The command for less, whose colours work even where LESS is set to something else; undefined where there is none. */
function findLess({ PATH = '' }: Environment): string | undefined {
  const isThere = PATH.split(delimiter).some((directory) => directory !== '' && statSync(join(directory, 'less'), { throwIfNoEntry: false })?.isFile());
  return isThere ? 'less -R' : undefined;
}

/** Works while Ctrl-C, which reaches every program on the terminal, is for another one to handle. */
async function leavingInterruptsTo<T>(work: () => Promise<T>): Promise<T> {
  const listeners = process.rawListeners('SIGINT') as NodeJS.SignalsListener[];
  const ignore = () => {};
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', ignore);
  try {
    return await work();
  } finally {
    process.off('SIGINT', ignore);
    for (const listener of listeners) process.on('SIGINT', listener);
  }
}
