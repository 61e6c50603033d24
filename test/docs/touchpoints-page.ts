import { basename } from "node:path";
import type { CountedDeclaration, CountedMappings } from "./touchpoints-lines.ts";
import type { CountedFile } from "./touchpoints-operations.ts";
import { charactersOf, GROUPS, type Group, type OtherConnector } from "./touchpoints-others.ts";
import type { Pair, Touchpoint, TouchpointName } from "./touchpoints-pairs.ts";

/** A pair with all that was counted for it. */
export interface CountedPair {
  readonly pair: Pair;
  readonly mappings: CountedMappings;
  readonly operations: readonly CountedFile[];
  /** Lines that are written by hand beside the mappings, by what they are. */
  readonly beside: Readonly<Record<string, number>>;
}

const GROUP_OF: Readonly<Record<TouchpointName, Group>> = {
  Orders: "orders",
  Customers: "customers",
  Products: "products",
  "Categories, pictures": "products",
  Inventory: "products",
  "Payments and invoices": "payments",
  Shipments: "shipments",
  Returns: "shipments",
};

const HEAD = `# Touchpoints and the size of the mappings

What is kept in step, where that is written, and how much text it takes. Written by a test, which also checks it:
\`UPDATE_GOLDEN=1 npm run test:unit -- test/docs/touchpoints.test.ts\` writes it anew.

A line counts when something other than a comment stands on it. Tests are left out. What several touchpoints need (systems, entities,
lookups, the policy) is counted once for each pair, with the shared files that the pair imports.
`;

const OTHERS = `
## Connectors that others have written by hand

The sizes are those of public sources, in characters, as a public index of repositories holds them: file by file, each at one commit of its history,
comments and imports included, tests, views, settings and frameworks left out. The commits stand in
[touchpoints-others.json](../test/docs/touchpoints-others.json). Their lines are a rough estimate from the characters: 40 in a line of Python, 50 in one of C#.
"Products" holds categories, pictures and the inventory, "shipments" the returns. The rows of these mappings are counted in the same unit, to the nearest hundred; what is shared, imports and
comments are in their sums only.

The connectors do not all do the same, and their files also hold things for which xmap has its runtime and its connectors, such as tables of links, jobs and
calls of the shop's API. So the sums give an order of magnitude, and no more.

`;

const UNCOUNTED = `
X-Cart's own Acumatica add-on is not public, so it could not be counted; by its manual it takes orders one way, without taxes. Acumatica's connectors for other shops are part of
its installation and were not looked into. What each of them does stands row by row in [comparison.md](comparison.md).
`;

/** The page of the docs. */
export function touchpointsPage(
  pairs: readonly CountedPair[],
  connectors: Readonly<Record<string, number>>,
  others: readonly OtherConnector[],
): string {
  const whole = Object.entries(connectors).map(([name, lines]) => `${name} about ${thousands(lines)}`);
  return [
    HEAD,
    ...pairs.map(pairSection),
    `\nThe connectors as a whole serve any mapping and are written once. Their lines, comments included: ${whole.join(", ")}.\n`,
    OTHERS,
    othersTable(pairs, others),
    `\n${others.map(({ name, version, note }) => `- **${name}** (${version}): ${note}`).join("\n")}\n`,
    UNCOUNTED,
  ].join("");
}

function pairSection({ pair, mappings, operations, beside }: CountedPair): string {
  const rows = pair.touchpoints.map((touchpoint) => touchpointRow(touchpoint, mappings.declarations));
  const named = new Set(pair.touchpoints.flatMap(({ declarations }) => declarations));
  const shared = mappings.declarations.filter(({ name }) => !named.has(name));
  const sharedFiles = [...new Set(shared.map(({ file }) => fileLink(file)))].join(", ");
  const others = Object.entries(beside).map(([what, lines]) => `${lines} lines of ${what}`);
  return `
## ${pair.title}

${row(["touchpoint", "direction", "where", "lines", "operations called", "shown by"])}
${row(["---", "---", "---", "--:", "---", "---"])}
${rows.join("\n")}
${row(["Shared", "", `systems, entities, lookups, policy: ${sharedFiles}`, String(sum(shared)), "", ""])}
${row(["First lines, imports", "", "", String(mappings.headLines), "", ""])}
${row(["**In all**", "", `${mappings.files.length} files`, `**${mappings.lines}**`, "", ""])}

With comments and blank lines the files have ${mappings.allLines} lines; the test allows fewer than 900. Written by hand beside them: ${others.join(", ")}.

The operations that the flows call stand in ${operations.length} files of the connector, ${sum(operations)} lines with comments, operations that no flow calls included:
${operations.map(({ file, lines }) => `[${basename(file)}](../packages/connectors/src/${pair.connector}/${file}) ${lines}`).join(", ")}.
`;
}

function touchpointRow(touchpoint: Touchpoint, declarations: readonly CountedDeclaration[]): string {
  const own = declarationsOf(touchpoint.declarations, declarations);
  const also = declarationsOf(touchpoint.also ?? [], declarations);
  const where = [...byFile(own), ...byFile(also).map((text) => `by ${text}, counted in another row`)].join("; ");
  const operations = own.flatMap((declaration) => declaration.operations);
  const tests = touchpoint.shown.map(([file]) => `[${basename(file, ".test.ts")}](../test/${file})`);
  return row([
    touchpoint.name,
    touchpoint.direction,
    touchpoint.none ?? where,
    own.length === 0 ? "–" : String(sum(own)),
    [...new Set(operations)].map((name) => `\`${name}\``).join(", "),
    tests.join(", "),
  ]);
}

function declarationsOf(
  names: readonly string[],
  declarations: readonly CountedDeclaration[],
): readonly CountedDeclaration[] {
  return names.map((name) => {
    const found = declarations.find((declaration) => declaration.name === name);
    if (found === undefined) throw new RangeError(`no declaration is named ${name}: correct touchpoints-pairs.ts`);
    return found;
  });
}

function byFile(declarations: readonly CountedDeclaration[]): readonly string[] {
  return [...Map.groupBy(declarations, ({ file }) => file)].map(
    ([file, own]) => `${fileLink(file)}: ${own.map(({ name }) => `\`${name}\``).join(", ")}`,
  );
}

function fileLink(file: string): string {
  return `[${file}](../mappings/${file})`;
}

function othersTable(pairs: readonly CountedPair[], others: readonly OtherConnector[]): string {
  const ours = pairs.flatMap(({ pair, mappings, operations }) => {
    const groups = GROUPS.map((group) => {
      const names = pair.touchpoints
        .filter(({ name }) => GROUP_OF[name] === group)
        .flatMap(({ declarations }) => declarations);
      return total(declarationsOf(names, mappings.declarations).map(({ characters }) => characters));
    });
    const { allCharacters, allLines } = mappings;
    const name = `these mappings, ${pair.title}`;
    const characters = allCharacters + total(operations.map((file) => file.characters));
    return [
      row([name, ...[...groups, allCharacters].map(inHundreds), thousands(allLines)]),
      row([
        `${name}, and the operations`,
        ...groups.map(() => ""),
        inHundreds(characters),
        thousands(allLines + sum(operations)),
      ]),
    ];
  });
  const theirs = others.map((other) => {
    const groups = GROUPS.map((group) => charactersOf(other, group));
    const lines = Math.round(total(groups) / other.charactersPerLine / 100) * 100;
    const name = `${other.name}, ${other.language} ([${other.repository}](https://github.com/${other.repository}))`;
    return row([name, ...[...groups, total(groups)].map(thousands), `about ${thousands(lines)}`]);
  });
  const head = row(["characters", ...GROUPS, "in all", "lines"]);
  return `${[head, row(["---", ...GROUPS.map(() => "--:"), "--:", "--:"]), ...ours, ...theirs].join("\n")}\n`;
}

function thousands(number: number): string {
  return number === 0 ? "–" : number.toLocaleString("en-US");
}

/** Rounded, so that a changed word alone does not change the page. */
function inHundreds(number: number): string {
  return thousands(Math.round(number / 100) * 100);
}

function sum(counted: readonly { readonly lines: number }[]): number {
  return total(counted.map(({ lines }) => lines));
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((result, number) => result + number, 0);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
