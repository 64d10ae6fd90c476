import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const root = new URL('..', import.meta.url);
const modulesIn = (folder: string): string[] =>
  readdirSync(new URL(folder, root), { withFileTypes: true }).flatMap((file) =>
    file.isDirectory() ? modulesIn(`${folder}${file.name}/`) : [`${folder}${file.name}`],
  );

it('every module of the model that does something has a unit test of its own', () => {
  const acts = (module: string) => /=>|\bfunction\b/.test(readFileSync(new URL(module, root), 'utf8'));
  const testOf = (module: string) => module.replace(/^src/, 'test').replace(/\.ts$/, '.test.ts');
  const modules = modulesIn('src/model/').filter(acts);
  expect(modules).toContain('src/model/policy/judge.ts');
  expect(modules.filter((module) => !existsSync(new URL(testOf(module), root)))).toEqual([]);
});
