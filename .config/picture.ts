/** Draws the terminal that the README shows, from what the program prints: `npm run picture`. */
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { composeContext } from '../src/compose.ts';
import { main } from '../src/main.ts';
import { outputTo } from '../src/streams.ts';

const file = fileURLToPath(new URL('../.github/terminal.svg', import.meta.url));

/** What is typed, and the columns of the terminal. */
const lines = ["cipu families 'g7*' 'g8*'", 'cipu check g8i.xlarge g7.xlarge --require cipu,erdma'];
const columns = 100;

/** Size of a character in pixels, and the room around the text. */
const [width, height, margin] = [8, 18, 16];

const styles = '.b{font-weight:bold}.g{fill:#7ee787}.r{fill:#ff7b72}.y{fill:#e3b341}.d{fill:#8b949e}';

/** The class of text after an escape sequence of colour: those that the program uses. */
const classes: Readonly<Record<string, string>> = { '1': 'b', '2': 'd', '31': 'r', '32': 'g', '33': 'y' };

/** The picture as SVG. */
export async function drawPicture(): Promise<string> {
  const text = (await Promise.all(lines.map(async (line) => `\u001b[1m$ ${line}\u001b[22m\n${await print(line)}`))).join('\n');
  const rows = text.trimEnd().split('\n');
  const drawn = rows.map((row, i) => drawRow(row, margin + (i + 1) * height - 5));
  const size = { width: columns * width + 2 * margin, height: rows.length * height + 2 * margin };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}">`,
    `<title>${escapeXml(lines.join(', '))} in a terminal</title>`,
    `<style>text{font:13.3px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#e6edf3;white-space:pre}${styles}</style>`,
    `<rect width="100%" height="100%" rx="8" fill="#0d1117"/>`,
    ...drawn,
    '</svg>\n',
  ].join('\n');
}

/** What a line of the shell prints on a terminal, on standard output and error, without an account or settings. */
async function print(line: string): Promise<string> {
  let printed = '';
  const sink = {
    terminal: { columns },
    write(text: string) {
      printed += text;
      return true;
    },
  };
  const env = { CI: '1', HOME: '/nonexistent' };
  const [stdout, stderr] = await Promise.all([outputTo(sink, env), outputTo(sink, env)]);
  const rest = {
    now: () => new Date('2026-12-01T00:00:00Z'),
    sleep: async () => {},
    currentDirectory: () => '/nonexistent',
    readStandardInput: async () => Buffer.from(''),
  };
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? '');
  await main([...words.slice(1), '--offline'], composeContext({ stdout, stderr, env, ...rest }));
  return printed;
}

/** A line of text: each run of one colour stands at its own place, whatever the font is. */
function drawRow(row: string, y: number): string {
  let [column, style, spans] = [0, '', ''];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences begin with one.
  for (const [, code, text = ''] of row.matchAll(/(?:\u001b\[(\d+)m)|([^\u001b]+)/g)) {
    if (code !== undefined) style = classes[code] ?? '';
    else {
      spans += drawRun(text, column, style);
      column += text.length;
    }
  }
  return `<text y="${y}">${spans}</text>`;
}

function drawRun(text: string, column: number, style: string): string {
  const pieces = [...text.matchAll(/\S+(?: \S+)*/g)];
  return pieces
    .map(({ 0: piece, index }) => `<tspan x="${margin + (column + index) * width}"${style && ` class="${style}"`}>${escapeXml(piece)}</tspan>`)
    .join('');
}

const escapeXml = (text: string): string => text.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);

if (process.argv[1] === fileURLToPath(import.meta.url)) await writeFile(file, await drawPicture());
