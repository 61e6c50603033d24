/** Rows of RFC 4180 text: quoted fields may hold commas, line ends and doubled quotes; a byte order mark is left out. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/gy;
  const source = text.replace(/^\uFEFF/, "");
  while (field.lastIndex < source.length || row.length > 0) {
    const start = field.lastIndex;
    const match = field.exec(source);
    if (match === null) throw new SyntaxError(`Stray quote in line ${rows.length + 1}, near character ${start + 1}`);
    row.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] === ",") continue;
    if (row.length > 1 || row[0] !== "") rows.push(row);
    row = [];
    if (match[3] === "") break;
  }
  return rows;
}
