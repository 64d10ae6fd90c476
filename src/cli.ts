import { composeContext } from './compose.ts';
import { exitCodes } from './errors.ts';
import { main } from './main.ts';
import { openOutput, readStandardInput } from './streams.ts';

// The SDK's HTTP module prints signed headers under DEBUG, secrets included.
delete process.env.DEBUG;
// It has no effect here, and Node would warn of one.
delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;

async function run(): Promise<void> {
  const { cwd: currentDirectory } = process;
  const env = process.argv.includes('--no-color') ? { ...process.env, NO_COLOR: '1' } : process.env;
  const [stdout, stderr] = await Promise.all([openOutput(1, env), openOutput(2, env)]);
  // Only a signal ends the process before its output is written.
  process.once('SIGINT', () => {
    stderr.progress(undefined);
    process.exit(exitCodes.interrupted);
  });
  // By default it would end the process in the middle of a write, and leave part of a file, secrets perhaps.
  process.once('SIGTERM', () => {
    stderr.progress(undefined);
    process.kill(process.pid, 'SIGTERM');
  });
  const now = () => new Date();
  const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
  const context = composeContext({ stdout, stderr, env, now, sleep, currentDirectory, readStandardInput });
  // All output is written by now. A request that still hangs must not keep the process.
  process.exit(await main(process.argv.slice(2), context));
}

void run();
