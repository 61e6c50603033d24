/** HTML that is safe to show: what was put into it is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a hole of a template; a list is joined, false, null and undefined show nothing. */
export type Hole = Html | string | number | boolean | null | undefined | readonly Hole[];

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A template for HTML that escapes what stands in its holes. */
export function html(parts: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  return new Html(parts.map((part, place) => part + (place < holes.length ? show(holes[place]) : "")).join(""));
}

function show(hole: Hole): string {
  if (hole instanceof Html) {
    return hole.text;
  }
  if (Array.isArray(hole)) {
    return hole.map(show).join("");
  }
  if (hole === null || hole === undefined || hole === false || hole === true) {
    return "";
  }
  return String(hole).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}
