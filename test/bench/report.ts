import type { Aim, Figures } from "./benchmark.ts";

/** The figures as a table for people: figure, value, aim, met or missed. */
export function figuresTable(figures: Figures, aims: Readonly<Record<string, Aim>>): string {
  const rows = Object.entries(figures).map(([name, value]) => {
    const aim = Object.hasOwn(aims, name) ? aims[name] : undefined;
    return [name, shown(value), describeAim(aim), aim === undefined ? "" : isMet(value, aim) ? "met" : "missed"];
  });
  const table = [["figure", "value", "aim", ""], ...rows];
  const widths = [0, 1, 2].map((column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  return table
    .map(([name = "", value = "", aim = "", verdict = ""]) => {
      const [first = 0, second = 0, third = 0] = widths;
      return `${name.padEnd(first)}  ${value.padStart(second)}  ${aim.padStart(third)}  ${verdict}`.trimEnd();
    })
    .join("\n");
}

function shown(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString("en-GB", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function describeAim(aim: Aim | undefined): string {
  if (aim === undefined) return "";
  return "atLeast" in aim ? `>= ${shown(aim.atLeast)}` : `<= ${shown(aim.atMost)}`;
}

function isMet(value: number, aim: Aim): boolean {
  return "atLeast" in aim ? value >= aim.atLeast : value <= aim.atMost;
}
