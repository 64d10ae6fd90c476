import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { drawPicture } from '../.config/picture.ts';

const file = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

it('the picture of the terminal shows what the program prints: npm run picture draws it anew', async () => {
  expect(await drawPicture()).toBe(file('.github/terminal.svg'));
});

it('the README shows the picture', () => {
  expect(file('README.md')).toContain('](.github/terminal.svg)');
});
