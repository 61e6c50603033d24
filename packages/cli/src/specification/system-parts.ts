import type { SystemSymbol } from "@xmap/language";
import { type Html, html } from "./html.ts";
import { code, section, table } from "./parts.ts";
import type { Specification } from "./specification.ts";

/** The systems that are kept in step, and how they are reached. */
export function systemParts({ program, anchors }: Specification): Html {
  const systems = program.files.flatMap((file) => file.systems);
  const rows = systems.map((system) => [
    html`<span id="${anchors.of("system", system.name, system.file)}">${code(system.name)}</span>`,
    html`${system.description.connector}: ${system.description.description}`,
    html`${optionTexts(system).map((text) => html`<div>${text}</div>`)}`,
    html`${system.declaration.documentation}`,
  ]);
  return section("systems", 2, "Systems", [table("Systems", ["Name", "Connector", "Options", "Remark"], rows)]);
}

function optionTexts({ declaration }: SystemSymbol): readonly string[] {
  return declaration.options.map(({ name, value }) => {
    if (value.kind === "OptionReference")
      return `${name.name}: ${value.source === "secret" ? "the secret" : "the environment's"} ${value.name.value}`;
    return `${name.name}: ${"value" in value ? JSON.stringify(value.value) : "null"}`;
  });
}
