import type { CheckedProgram } from "@xmap/language";
import { type Html, html } from "./html.ts";

type Kind = "system" | "entity" | "map" | "lookup" | "binding" | "rules" | "flow" | "policy";

/** Where things stand on the page. */
export interface Anchors {
  /** Of a declaration of a file. */
  of(kind: Kind, name: string, file: string): string;
  /** A link to a declaration by its name alone; plain text where there is none. */
  link(kinds: readonly Kind[], name: string): Html;
}

/** Gives every declaration of a program a place of its own. */
export function createAnchors(program: CheckedProgram): Anchors {
  const anchors = new Map<string, string>();
  const byName = new Map<string, string>();
  for (const file of program.files) {
    const symbols = [
      ...file.systems,
      ...file.entities,
      ...file.maps,
      ...file.lookups,
      ...file.bindings,
      ...file.rules,
      ...file.flows,
      ...file.policies,
    ];
    for (const { kind, name, file: path } of symbols) {
      const short = `${kind}-${name}`;
      const anchor = byName.has(short) ? `${short}-${anchors.size}` : short;
      if (!byName.has(short)) byName.set(short, anchor);
      anchors.set(`${kind} ${name} ${path}`, anchor);
    }
  }
  return {
    of: (kind, name, file) => anchors.get(`${kind} ${name} ${file}`) ?? `${kind}-${name}`,
    link(kinds, name) {
      const anchor = kinds.map((kind) => byName.get(`${kind}-${name}`)).find((found) => found !== undefined);
      return anchor === undefined ? html`${name}` : html`<a href="#${anchor}">${name}</a>`;
    },
  };
}
