import type { Matrix } from "./matrix.ts";

const HEAD = `# What happens to an order after its first sync: Odoo

Each cell is a test (\`npm run matrix\`): an order of 31.00 is brought into the state, then the shop's staff or Odoo's people do something,
and this is what differs afterwards. "held" waits for a person, with these words; nothing else has changed then.

`;

/** The matrix as a page of the docs. */
export function matrixPage({ shopEvents, odooEvents }: Matrix): string {
  const events = Object.keys(Object.values(shopEvents)[0] ?? {});
  const sections = events.map((event) => {
    const rows = Object.entries(shopEvents).map(([state, cells]) => row(state, cells[event] ?? []));
    return table(`In the shop: ${event}`, "the sale is", rows);
  });
  const odoo = Object.entries(odooEvents).map(([event, changes]) => row(event, changes));
  return `${HEAD}${[...sections, table("In Odoo", "what happens", odoo)].join("\n")}`;
}

function table(title: string, first: string, rows: readonly string[]): string {
  return `## ${title}\n\n| ${first} | what follows |\n|---|---|\n${rows.join("\n")}\n`;
}

function row(name: string, changes: readonly string[]): string {
  return `| ${name} | ${changes.length === 0 ? "nothing" : changes.join("; ").replaceAll("|", "\\|")} |`;
}
