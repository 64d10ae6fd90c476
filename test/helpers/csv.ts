/** Reads delimited text after RFC 4180: quoted cells may hold delimiters, line breaks and doubled quotes. Fails on anything else. */
export function parseDelimited(text: string, delimiter: string): string[][] {
  const rows: string[][] = [];
  let rest = text;
  let row: string[] = [];
  while (rest !== '') {
    const quoted = /^"((?:[^"]|"")*)"/.exec(rest);
    const plain = new RegExp(`^[^"${delimiter}\\r\\n]*`).exec(rest);
    const cell = quoted ?? plain;
    row.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : (plain?.[0] ?? ''));
    rest = rest.slice(cell?.[0].length ?? 0);
    if (rest.startsWith(delimiter)) {
      rest = rest.slice(delimiter.length);
      continue;
    }
    const end = /^\r?\n/.exec(rest);
    if (!end) throw new Error(`A cell is followed by ${JSON.stringify(rest.slice(0, 10))}.`);
    rows.push(row);
    row = [];
    rest = rest.slice(end[0].length);
  }
  return rows;
}
