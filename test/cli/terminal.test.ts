/** Output on a terminal: nothing wider than it, what was left out is said, colour as the environment wants it. */
import { describe, expect, it } from 'vitest';
import { linesOf, outputOf } from '../helpers/outcome.ts';
import { runCipu } from '../helpers/run.ts';

// biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes are what this is about.
const withoutColour = (text: string) => text.replace(/\u001b\[\d+m/g, '');
const widest = (text: string) => Math.max(...linesOf(withoutColour(text)).map((line) => line.length));
const leftOutLine = /^(\d+) columns leave no room for (.*): -o wide or --columns shows them\.$/m;

describe.each([60, 120, 200])('%i columns', (columns) => {
  it.each(['families', 'types'])('%s fits, and what is left out is said', async (command) => {
    const args = [command, '--quiet', '--offline'];
    const [terminal, loud, piped] = await Promise.all([
      runCipu(args, { columns }),
      runCipu(
        args.filter((arg) => arg !== '--quiet'),
        { columns },
      ),
      runCipu(args),
    ]);
    expect(widest(outputOf(terminal))).toBeLessThanOrEqual(columns);
    const [, sum = ''] = loud.stdout.split(terminal.stdout);
    expect(sum).toMatch(/^\n\d+ (families|types) \(documentation of /);
    expect(widest(sum)).toBeLessThanOrEqual(columns);
    expect(widest(loud.stderr)).toBeGreaterThan(0);
    expect(linesOf(terminal.stdout)).toHaveLength(linesOf(piped.stdout).length);

    const headersOf = (text: string) =>
      withoutColour(linesOf(text)[0] ?? '')
        .trim()
        .split(/ {2,}/);
    const all = headersOf(piped.stdout);
    const shown = headersOf(terminal.stdout);
    const [, said, missing] = leftOutLine.exec(withoutColour(loud.stderr)) ?? [];
    expect(missing?.split(', ') ?? []).toEqual(all.filter((header) => !shown.includes(header)));
    if (missing !== undefined) expect(said).toBe(String(columns));
    expect(shown).toEqual(all.filter((header) => shown.includes(header)));
  });
});

describe('cipu families on a terminal', () => {
  const namesOf = (text: string) => linesOf(withoutColour(text)).flatMap((line) => /^ecs\.\S+/.exec(line)?.[0] ?? []);

  it('begins with the newest families on CIPU and ends with those that are not, whatever the width', async () => {
    const { stdout } = await runCipu(['families', '--offline', '--columns', 'family,cipu'], { columns: 80 });
    const rows = linesOf(withoutColour(stdout)).flatMap((line) => /^ecs\.\D+(\d*)\S* +(\S+)/.exec(line)?.slice(1, 3) ?? []);
    expect(rows.slice(0, 2)).toEqual(['9', 'yes']);
    const verdicts = rows.filter((_, i) => i % 2 === 1).map((cell) => cell.replace('*', ''));
    expect(verdicts.filter((verdict, i) => verdict !== verdicts[i - 1])).toEqual(['yes', '?', 'no']);
  });

  it('has the same rows as a pipe, in another order; --sort wins', async () => {
    const args = ['families', '--offline', '--quiet'];
    const [terminal, piped] = await Promise.all([runCipu(args, { columns: 80 }), runCipu(args)]);
    expect(namesOf(terminal.stdout)).not.toEqual(namesOf(piped.stdout));
    expect([...namesOf(terminal.stdout)].sort()).toEqual([...namesOf(piped.stdout)].sort());
    const sorted = await runCipu([...args, '--sort', 'family'], { columns: 80 });
    expect(namesOf(sorted.stdout)).toEqual(namesOf(piped.stdout));
  });

  it.each([['--no-header'], ['--quiet'], ['-o', 'csv'], ['g8i']])('has no sum with %s', async (...args) => {
    expect((await runCipu(['families', '--offline', ...args], { columns: 80 })).stdout).not.toContain('on CIPU');
  });

  it.each([60, 80, 120, 200])('takes two lines for its remarks at %i columns, with a terminal on both streams', async (columns) => {
    const { stderr } = await runCipu(['families'], { columns, errColumns: columns });
    expect(linesOf(stderr).length).toBeLessThanOrEqual(2);
    expect(widest(stderr)).toBeLessThanOrEqual(columns);
  });
});

describe('cipu features', () => {
  const featuresAt = async (columns: number) => withoutColour(outputOf(await runCipu(['features'], { columns })));
  const letters = (text: string) => [...text.replace(/\s+/g, '')].sort().join('');

  it.each([60, 120, 200])('fits %i columns', async (columns) => {
    expect(widest(await featuresAt(columns))).toBeLessThanOrEqual(columns);
  });

  it.each([120, 200])('wraps at %i columns, and leaves out no letter', async (columns) => {
    expect(letters(await featuresAt(columns))).toBe(letters(outputOf(await runCipu(['features']))));
  });

  it('cuts nothing off at 60 columns', async () => {
    expect(await featuresAt(60)).not.toContain('…');
  });
});

describe('a terminal', () => {
  it('keeps name and verdict when there is room for nothing else', async () => {
    const { stdout } = await runCipu(['families', 'g8i', '--offline'], { columns: 14 });
    expect(withoutColour(stdout)).toBe('Family   CIPU\necs.g8i  yes\n');
  });

  it('says at 60 columns what is left out, and nothing at 200', async () => {
    const narrow = await runCipu(['families', 'g8i', '--offline'], { columns: 60 });
    expect(withoutColour(narrow.stderr)).toMatch(leftOutLine);
    const broad = await runCipu(['families', 'g8i', '--offline'], { columns: 200 });
    expect(broad.stderr).not.toMatch(/leave no room/);
  });

  it('shows the columns that were asked for, whatever its width', async () => {
    const { stdout, stderr } = await runCipu(['families', 'g8i', '--offline', '--columns', 'family,processor,platform,category,sold,regions'], {
      columns: 40,
    });
    expect(withoutColour(stdout)).toContain('Processor');
    expect(stderr).not.toMatch(/leave no room/);
  });

  it.each([
    { name: 'COLUMNS', env: { COLUMNS: '60' }, columns: 200, width: 60 },
    { name: 'a COLUMNS that is no number', env: { COLUMNS: 'wide' }, columns: 60, width: 60 },
  ])('follows $name', async ({ env, columns, width }) => {
    const { stdout } = await runCipu(['families', '--offline', '--quiet'], { columns, env });
    expect(widest(stdout)).toBeLessThanOrEqual(width);
    expect(widest(stdout)).toBeGreaterThan(width / 2);
  });

  it.each([
    { env: {}, coloured: true },
    { env: { NO_COLOR: '1' }, coloured: false },
    { env: { NO_COLOR: '' }, coloured: true },
    { env: { TERM: 'dumb' }, coloured: false },
    { env: { TERM: 'dumb', FORCE_COLOR: '1' }, coloured: true },
    { env: { FORCE_COLOR: '0' }, coloured: false },
  ])('colours with $env: $coloured', async ({ env, coloured }) => {
    const [terminal, piped] = await Promise.all([runCipu(['families', 'g8i', '--offline'], { columns: 200, env }), runCipu(['families', 'g8i', '--offline'])]);
    expect(terminal.stdout.includes('\u001b')).toBe(coloured);
    expect(withoutColour(terminal.stdout)).toBe(piped.stdout);
    // Standard error is no terminal here: each stream decides for itself.
    if (env.FORCE_COLOR !== '1') expect(terminal.stderr).not.toContain('\u001b');
  });

  it.each(['json', 'csv', 'names', 'markdown'])('gets -o %s without colour and uncut', async (format) => {
    const args = ['families', 'g8*', '--offline', '--quiet', '-o', format];
    const [terminal, piped] = await Promise.all([runCipu(args, { columns: 60 }), runCipu(args)]);
    expect(terminal.stdout).toBe(piped.stdout);
  });
});

describe('cipu show', () => {
  const address = 'https://www.alibabacloud.com/help/en/ecs/user-guide/overview-of-instance-families';
  const page = async (columns: number, ...args: string[]) => withoutColour(outputOf(await runCipu(['show', ...args, '--offline', '--quiet'], { columns })));

  it('is read at a glance: at most 60 lines for g8i at 100 columns', async () => {
    expect(linesOf(await page(100, 'g8i')).length).toBeLessThanOrEqual(60);
  });

  it.each([60, 80, 100, 120, 200])('fits %i columns', async (columns) => {
    for (const name of ['g8i', 'g8i.xlarge', 'c7re', 'gn7e', 'u1']) expect(widest(await page(columns, name)), name).toBeLessThanOrEqual(columns);
  });

  it('parts no word, whatever the width', async () => {
    const words = (text: string) => new Set(text.split(/\s+/));
    const [unbroken, ...broken] = await Promise.all([200, 100, 80, 60].map((columns) => page(columns, 'g8i.xlarge')));
    for (const text of broken)
      expect([...words(text)].filter((word) => !words(unbroken ?? '').has(word.replace(/:$/, '')) && !words(unbroken ?? '').has(word))).toEqual([]);
  });

  it('says which columns of its types have no room, and what shows them', async () => {
    const text = await page(60, 'g8i');
    expect(text).not.toMatch(/^ +Type .* Disk IOPS/m);
    expect(text.replace(/\n +/g, ' ')).toMatch(/\? not known; left out: .*Disk IOPS.* \(cipu types g8i -o wide shows them\)/);
  });

  it('tells of the evidence', async () => {
    const { stderr } = await runCipu(['show', 'g8i', '--offline'], { columns: 80 });
    expect(stderr).toBe('--evidence gives every statement with its rule, source and date.\n');
    expect((await runCipu(['show', 'g8i', '--offline', '--evidence'], { columns: 80 })).stderr).toBe('');
    expect((await runCipu(['show', 'g8i', '--offline'])).stderr).toBe('');
  });

  describe('--evidence', () => {
    it.each([120, 200])('fits %i columns', async (columns) => {
      expect(widest(await page(columns, 'g8i', '--evidence'))).toBeLessThanOrEqual(columns);
    });

    it.each([60, 80, 120, 200])('cuts nothing off at %i columns', async (columns) => {
      const text = await page(columns, 'g8i', '--evidence');
      expect(text).not.toContain('…');
      expect(text.replace(/\n */g, '')).toContain(address);
    });

    it.each([60, 80])('lets nothing but a long word stick out at %i columns', async (columns) => {
      const wide = linesOf(await page(columns, 'g8i', '--evidence')).filter((line) => line.length > columns && line.trim().includes(' '));
      expect(wide).toEqual([]);
    });
  });
});
