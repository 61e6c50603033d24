import { CsvRows } from "./csv-text.ts";

/** Rows of RFC 4180 text: quoted fields may hold commas, line ends and doubled quotes; a byte order mark is left out. */
export function parseCsv(text: string, delimiter = ","): string[][] {
  const rows = new CsvRows({ delimiter });
  const whole = [...rows.push(text.replace(/^\uFEFF/, "")), ...rows.end()];
  return whole.map(({ cells }) => [...cells]);
}
