/** One line of a CSV file by column name, with the number it has in the file. */
export type CsvRow = { line: number; cells: { [column: string]: string } };

/** Reads comma-separated text with a header line (RFC 4180: quoted cells, doubled quotes). Wrong lines come back as problems. */
export function readCsv(text: string): { rows: CsvRow[]; problems: { line: number; message: string }[] } {
  const problems: { line: number; message: string }[] = [];
  const [header, ...lines] = split(text, problems);
  const rows: CsvRow[] = [];
  for (const { line, cells } of lines) {
    if (cells.length !== header!.cells.length) {
      problems.push({ line, message: `${cells.length} cells where the header has ${header!.cells.length}` });
      continue;
    }
    rows.push({ line, cells: Object.fromEntries(header!.cells.map((name, i) => [name, cells[i]!])) });
  }
  return { rows, problems };
}

function split(
  text: string,
  problems: { line: number; message: string }[],
): { line: number; cells: string[] }[] {
  const found: { line: number; cells: string[] }[] = [];
  let [cell, cells, quoted, line, begun] = ['', [] as string[], false, 1, 1];
  const endLine = () => {
    if (cells.length > 0 || cell !== '') found.push({ line: begun, cells: [...cells, cell] });
    [cell, cells] = ['', []];
    begun = line + 1;
  };
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') cell += text[++i];
      else if (c === '"') quoted = false;
      else cell += c;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === ',') {
      cells.push(cell);
      cell = '';
    } else if (c === '\n') endLine();
    else if (c !== '\r') cell += c;
    if (c === '\n') line++;
  }
  if (quoted) problems.push({ line: begun, message: 'a quotation mark is never closed' });
  endLine();
  return found;
}
