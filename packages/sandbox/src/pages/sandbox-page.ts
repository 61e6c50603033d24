import type { Json, JsonObject } from "../server/json.ts";
import type { FormFields } from "./form-fields.ts";
import type { Html } from "./html.ts";

/** Calls the sandbox's own JSON API: a path below `/__sandbox/` with a body. Throws what the sandbox refuses. */
export type Control = (path: string, body: JsonObject, method?: string) => Promise<Json>;

/** What a form does: it works through the control API and says in a sentence what was done. */
export type Deed = (fields: FormFields, control: Control) => Promise<string>;

/** One part of a page with a heading of its own. */
export type PageSection = { readonly id: string; readonly heading: string; readonly content: Html };

/** The page of one sandbox at `/__sandbox/`. */
export type SandboxPage = {
  readonly title: string;
  readonly show: (state: JsonObject) => readonly PageSection[];
  /** By the name that forms send to: `/__sandbox/forms/NAME`. */
  readonly deeds: Readonly<Record<string, Deed>>;
};
