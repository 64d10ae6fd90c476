/** What a program finds of its process without being given it: the environment and the working directory. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

let previous: Promise<unknown> = Promise.resolve();
const ownEnvironment = { ...process.env } as Surroundings['env'];

/**
 * Does work with the environment and the working directory of this process set, and sets them back. The SDK and Node itself read
 * them there. A process has one of each: work waits for what is already at it.
 */
export function inSurroundings<T>(surroundings: Surroundings, work: () => Promise<T>): Promise<T> {
  const current = previous.then(async () => {
    const restore = enter(surroundings);
    try {
      return await work();
    } finally {
      restore();
    }
  });
  previous = current.catch(() => {});
  return current;
}

/** Does work with variables added to the environment that this process has by itself. */
export function withEnvironment<T>(added: Surroundings['env'], work: () => Promise<T>): Promise<T> {
  return inSurroundings({ env: { ...ownEnvironment, ...added }, cwd: process.cwd() }, work);
}

/** Sets them, and gives what sets them back. The environment is changed in place: the SDK keeps the object. */
function enter({ env, cwd }: Surroundings): () => void {
  const before = { env: { ...process.env } as Surroundings['env'], cwd: process.cwd() };
  setEnvironment(env);
  process.chdir(cwd);
  return () => {
    setEnvironment(before.env);
    process.chdir(before.cwd);
  };
}

function setEnvironment(env: Surroundings['env']): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
