import { existsSync, readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url);
const modulesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((file) =>
    file.isDirectory() ? modulesIn(`${folder}${file.name}/`) : [`${folder}${file.name}`],
  );

/** Whether anything but types and constants is left of a module. */
function acts(module: string): boolean {
  const code = ts.transpileModule(readFileSync(new URL(module, root), 'utf8'), {
    compilerOptions: { target: ts.ScriptTarget.ESNext, removeComments: true },
  });
  return /=>|\bfunction\b/.test(code.outputText);
}

it.each(['src/model/', 'src/ecs/'])('every module of %s that does something has a unit test of its own', (folder) => {
  const testOf = (module: string) => module.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  const modules = modulesIn(folder);
  const untested = modules.filter((module) => !existsSync(new URL(testOf(module), root)));
  expect(modules.length).toBeGreaterThan(20);
  expect(untested.filter(acts)).toEqual([]);
});
