/** Holds the map of the code, and what else tells contributors where things are, to what is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = new URL('../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');
const exists = (path: string) => existsSync(new URL(path, root));

const help = readdirSync(new URL('src/help/', root)).map((page) => `src/help/${page}`);

describe.each(['README.md', ...help, 'src/README.md', '.github/CONTRIBUTING.md', '.github/SECURITY.md', 'CHANGELOG.md'])('%s', (page) => {
  const text = read(page);

  it('names only paths that exist', () => {
    const named = [...text.matchAll(/`((?:src|test|bin|\.ci|\.config|\.github)\/[^`\s]+)`/g)].map(([, path = '']) => path);
    expect(named.filter((path) => !exists(path))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = [...text.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, link = '']) => posix.join(posix.dirname(page), link));
    expect(links.filter((link) => !exists(link))).toEqual([]);
  });

  it('names only scripts that package.json has', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name);
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });
});

/** What the tables of the map say: each room with what it imports, from the top floor down. */
const rows = [...read('src/README.md').matchAll(/^\| `([^`]+)` \|.*\|([^|]*)\|$/gm)]
  .filter(([, , imports = '']) => /^(`[^`]+`(, )?)*$/.test(imports.trim()))
  .map(([, room = '', imports = '']) => ({ room, imports: [...imports.matchAll(/`([^`]+)`/g)].map(([, one = '']) => one) }));

const files = readdirSync(new URL('src/', root), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts'));

/** Rooms with floors of their own. */
const houses = ['model', 'render'];

/** The room of a file as a file of another house sees it, and as one of its own house does. */
function roomOf(file: string, house?: string): string {
  const [first = '', second] = file.split('/');
  if (first !== house) return first;
  return file.split('/').length > 2 ? `${first}/${second}` : `${first}/*.ts`;
}

/** The arrows between rooms, `FROM -> TO`: those between floors, and those within a house. */
const arrows = new Set(
  files.flatMap((file) =>
    [...read(`src/${file}`).matchAll(/(?:from|import\() ?'(\.[^']+\.ts)'/g)].flatMap(([, path = '']) => {
      const target = posix.join(posix.dirname(file), path);
      const house = houses.find((one) => file.startsWith(`${one}/`) && target.startsWith(`${one}/`));
      const [from, to] = [roomOf(file, house), roomOf(target, house)];
      return from === to ? [] : [`${from} -> ${to}`];
    }),
  ),
);

describe('the floors', () => {
  it('are those of the code: every import stands in the table, and nothing else', () => {
    expect(arrows.size).toBeGreaterThan(50);
    const drawn = rows.flatMap(({ room, imports }) => imports.map((one) => `${room} -> ${one}`));
    expect({ missing: [...arrows].filter((one) => !drawn.includes(one)), gone: drawn.filter((one) => !arrows.has(one)) }).toEqual({ missing: [], gone: [] });
  });

  it('name every room', () => {
    const rooms = new Set(
      files.flatMap((file) => [roomOf(file), ...houses.filter((house) => file.startsWith(`${house}/`)).map((house) => roomOf(file, house))]),
    );
    expect(rows.map(({ room }) => room).sort()).toEqual([...rooms].sort());
  });

  it('lead down: no room imports from one that stands above it', () => {
    const floor = new Map(rows.map(({ room }, i) => [room, i]));
    const upward = rows.flatMap(({ room, imports }) =>
      imports.filter((one) => (floor.get(one) ?? -1) < (floor.get(room) ?? 0)).map((one) => `${room} -> ${one}`),
    );
    expect(upward).toEqual([]);
  });
});
