import type { JumpPlace } from "../state/jumps.ts";
import type { SessionAccess } from "../state/session-context.ts";
import { EVERY_ADAPTER } from "./adapters/every-adapter.ts";
import { LanguageAccess } from "./language-access.ts";
import { registerLanguages } from "./languages.ts";
import { monaco } from "./monaco.ts";
import { pathOf } from "./places.ts";
import { ProjectModels } from "./project-models.ts";
import { defineThemes, type ThemeName } from "./themes.ts";

let models: ProjectModels | undefined;

/** Prepares Monaco once: languages, the language service's features, the project's models, how other files are opened. */
export function setUpMonaco({ session, client, jumps }: SessionAccess): ProjectModels {
  if (models !== undefined) return models;
  registerLanguages();
  models = new ProjectModels(session);
  const language = new LanguageAccess(client, models);
  for (const adapter of EVERY_ADAPTER) adapter(language);
  const open = (uri: monaco.Uri, place?: JumpPlace): boolean => {
    const path = pathOf(uri);
    if (path !== undefined) jumps.jump(path, place);
    return path !== undefined;
  };
  monaco.editor.registerEditorOpener({ openCodeEditor: (_source, uri, place) => open(uri, place) });
  monaco.editor.registerLinkOpener({ open: (uri) => open(uri) });
  return models;
}

/** Monaco has one theme for all of its editors. */
export function setTheme(name: ThemeName): void {
  defineThemes();
  monaco.editor.setTheme(`xmap-${name}`);
}
