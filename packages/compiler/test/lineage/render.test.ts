import { expect, it } from "vitest";
import { lineageOf } from "../../src/lineage/lineage-of.ts";
import { renderLineageMarkdown } from "../../src/lineage/render-markdown.ts";
import { renderLineageMermaid } from "../../src/lineage/render-mermaid.ts";
import { fixture } from "../compile.ts";
import { checkFiles } from "./project.ts";

const program = checkFiles({
  "systems.xmap": fixture("systems.xmap"),
  "small.xmap": `xmap 1
import { Purchase, Contact, CountryId } from "./systems.xmap"
/** Who <pays> | or not. */
binding Buyer: Purchase -> Contact {
  require email != null else hold "no \`e-mail\`"
  email                        -> email       key
  number & "|" & billing.last  -> name
  shipping.street              -> street      when gift
  billing.country              -> country_id  via CountryId
}
`,
});
const lineage = lineageOf(program);

it("Markdown has a table for each mapping, in which no text breaks a cell", () => {
  expect(renderLineageMarkdown(lineage)).toBe(`## Buyer

Who &lt;pays> \\| or not.

Purchase (store.purchase) → Contact (books.contact), \`small.xmap:4\`

- requires \`\` email != null else hold "no \`e-mail\`" \`\`

| Target | From | Chosen by | Via | When | Marks | Rule |
| --- | --- | --- | --- | --- | --- | --- |
| \`email\` | \`email\` |  |  |  | key | \`Buyer/email\`, line 6 |
| \`name\` | \`number\`, \`billing.last\`, \`"\\|"\` |  |  |  |  | \`Buyer/name\`, line 7 |
| \`street\` | \`shipping.street\` |  |  | \`gift\` |  | \`Buyer/street\`, line 8 |
| \`country_id\` | \`billing.country\` |  | CountryId (Country: code → id) |  |  | \`Buyer/country_id\`, line 9 |
`);
});

it("Mermaid has a box for each mapping, and an arrow from each source", () => {
  expect(renderLineageMermaid(lineage)).toBe(`flowchart LR
  subgraph m1["Buyer"]
    subgraph m1source["Purchase"]
      m1s1["email"]
      m1s2["number"]
      m1s3["billing.last"]
      m1s4(["#34;|#34;"])
      m1s5["shipping.street"]
      m1s6["gift"]
      m1s7["billing.country"]
    end
    subgraph m1target["Contact"]
      m1t1["email"]
      m1t2["name"]
      m1t3["street"]
      m1t4["country_id"]
    end
  end
  m1s1 --> m1t1
  m1s2 --> m1t2
  m1s3 --> m1t2
  m1s4 --> m1t2
  m1s5 --> m1t3
  m1s6 -.->|"when"| m1t3
  m1s7 -->|"CountryId"| m1t4
`);
});

it("JSON has the version of its form, and nothing that JSON cannot say", () => {
  const text = JSON.stringify(lineage);
  expect(JSON.parse(text)).toMatchObject({ schema: "xmap.lineage/1", mappings: [{ name: "Buyer", direction: "->" }] });
});
