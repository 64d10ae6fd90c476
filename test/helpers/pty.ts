/** Runs the built command on a pseudo-terminal of a given width. */
import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bin, type ProcessOptions, type ProcessResult, runProcess } from './run.ts';

/** `script` of util-linux is in bsdutils, `stty` in coreutils: Debian and its images always have both. */
const script = '/usr/bin/script';

export interface PtyOptions extends Pick<ProcessOptions, 'env' | 'home' | 'timeoutMs' | 'secrets'> {
  /** Width of the terminal. */
  readonly columns: number;
}

/**
 * Runs `cipu ARGS` with its standard output on a terminal; standard error goes to a file and is given apart. Rejects where
 * there is no `script`: a test that needs a terminal must not pass without one.
 */
export async function runOnPty(args: readonly string[], { columns, ...options }: PtyOptions): Promise<ProcessResult> {
  await access(script).catch(() => {
    throw new Error(`${script} is missing: install util-linux (Debian: bsdutils)`);
  });
  const directory = await mkdtemp(join(tmpdir(), 'test-pty-'));
  const errors = join(directory, 'stderr');
  try {
    // Without output processing the terminal hands over line ends as they were written.
    const line = `stty -opost cols ${columns} rows 50 && exec ${[process.execPath, bin, ...args].map(quote).join(' ')} 2>${quote(errors)}`;
    const result = await runProcess(script, ['--quiet', '--return', '--command', line, '/dev/null'], {
      ...options,
      env: { TERM: 'xterm-256color', ...options.env },
      // The end of script's own input would be typed into the terminal.
      stdin: null,
    });
    return { ...result, stderr: await readFile(errors, 'utf8') };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
