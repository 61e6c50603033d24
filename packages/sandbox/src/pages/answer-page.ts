import { htmlResponse, type SandboxRequest, type SandboxResponse } from "../server/http-message.ts";
import { isJsonObject, type Json } from "../server/json.ts";
import { FormFields } from "./form-fields.ts";
import { type Message, showFrame } from "./page-frame.ts";
import type { Control, SandboxPage } from "./sandbox-page.ts";
import { SERVER_DEEDS, type ServerView, serverSections } from "./server-sections.ts";

/** What a page needs of its server. */
export type PageHost = {
  readonly page: SandboxPage;
  readonly state: () => Json;
  readonly view: () => ServerView;
  readonly control: Control;
};

/** Answers `GET /__sandbox/` and `POST /__sandbox/forms/NAME`; undefined for everything else. */
export async function answerPageRequest(host: PageHost, request: SandboxRequest): Promise<SandboxResponse | undefined> {
  if (request.path === "/__sandbox/" && request.method === "GET") {
    const done = request.query.get("done");
    return htmlResponse(200, show(host, done === null ? undefined : { kind: "status", text: done }));
  }
  const [, name] = /^\/__sandbox\/forms\/(\w+)$/.exec(request.path) ?? [];
  if (name === undefined || request.method !== "POST") {
    return undefined;
  }
  const deeds = { ...SERVER_DEEDS, ...host.page.deeds };
  const deed = Object.hasOwn(deeds, name) ? deeds[name] : undefined;
  if (deed === undefined) {
    return htmlResponse(404, show(host, { kind: "alert", text: `The sandbox has no form ${name}.` }));
  }
  try {
    const done = await deed(new FormFields(request.body), host.control);
    return { ...htmlResponse(303, ""), headers: { Location: `/__sandbox/?done=${encodeURIComponent(done)}` } };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return htmlResponse(400, show(host, { kind: "alert", text }));
  }
}

function show({ page, state, view }: PageHost, message: Message | undefined): string {
  const known = state();
  const sections = [...page.show(isJsonObject(known) ? known : {}), ...serverSections(view())];
  return showFrame(page.title, sections, message);
}
