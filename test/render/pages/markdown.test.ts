import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../../../src/render/pages/markdown.ts';

const show = (text: string, width = 40) => renderMarkdown(text, { width, paint: (part, tone) => (tone === 'plain' ? part : `<${tone}>${part}</>`) });

describe('Markdown on a terminal', () => {
  it('has headings in bold, and a blank line between its parts', () => {
    expect(show('# One\n\nText.\n\n## Two `x`\n\nMore.\n')).toBe('<header>One</>\n\nText.\n\n<header>Two x</>\n\nMore.\n');
  });

  it('wraps at words, and leaves a long word alone', () => {
    expect(show('One two three.\nFour fiftyfiftyfifty five.\n', 14)).toBe('One two three.\nFour\nfiftyfiftyfifty\nfive.\n');
  });

  it('shows code as it is, indented, whatever is in it', () => {
    const code = '# not a heading\n| no table |\n\n- [no link](https://example.com) **no bold**, and a line that is much longer than the terminal';
    expect(show(`Text:\n\n\`\`\`sh\n${code}\n\`\`\`\n`, 200)).toBe(`Text:\n\n${code.replace(/^(?=.)/gm, '  ')}\n`);
  });

  it('breaks wide code at blanks, so that a command can still be copied', () => {
    const wide = (language: string, code: string) => show(`\`\`\`${language}\n${code}\n\`\`\`\n`, 24);
    expect(wide('sh', "cipu types --where 'a == b' --has erdma  # what has it")).toBe(
      "  # what has it\n  cipu types --where \\\n    'a == b' --has \\\n    erdma\n",
    );
    expect(wide('console', '$ cipu types --has erdma,nvme\nshort  row')).toBe('  $ cipu types --has \\\n    erdma,nvme\n  short  row\n');
    expect(wide('yaml', 'key: one two three four five')).toBe('  key: one two three\n    four five\n');
  });

  it('keeps the marks of code in a sentence, where a full stop may follow', () => {
    expect(show('Say `--eris 2..`. Both ends count.\n')).toBe('Say `--eris 2..`. Both ends count.\n');
  });

  it('keeps items together, with their lines under their text', () => {
    expect(show('- one `two` three\n- **four** five\n\nText.\n\n1. six\n2. seven\n', 12)).toBe(
      '- one `two`\n  three\n- four five\n\nText.\n\n1. six\n2. seven\n',
    );
  });

  it('shows a link as text and address, one within the pages as text', () => {
    expect(show('See [a page](https://example.com/a_b) and [another](inputs.md).\n', 80)).toBe('See a page (https://example.com/a_b) and another.\n');
  });

  it('aligns tables, and wraps their widest column', () => {
    const table = '| key | meaning |\n|---|---|\n| `a` | yes |\n| `b\\|c` | one two three four five six |\n';
    expect(show(table)).toBe('<header>key  meaning</>\na    yes\nb|c  one two three four five six\n');
    expect(show(table, 24)).toBe('<header>key  meaning</>\na    yes\nb|c  one two three four\n     five six\n');
  });

  it('is not wider than is good to read', () => {
    expect(
      Math.max(
        ...show('word '.repeat(100), 300)
          .split('\n')
          .map(({ length }) => length),
      ),
    ).toBeLessThanOrEqual(100);
  });
});
