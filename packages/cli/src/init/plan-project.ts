import { join } from "node:path";
import { addNotifications } from "./add-notifications.ts";
import { neededFiles, pickedSystems } from "./needed-files.ts";
import { neededVariables } from "./needed-variables.ts";
import { FIRST_SHOP, type Pair, type Touchpoint, touchpointsOfFlows } from "./pairs.ts";
import { type Declaration, parseSources, pickDeclarations, type SourceFile } from "./pick-declarations.ts";
import { pickedText } from "./picked-text.ts";
import { projectSettings } from "./project-settings.ts";
import { layeredFiles, mappingsFolder } from "./template-files.ts";

/** What a new project is to be. */
export interface ProjectChoice {
  /** The installation's name. */
  readonly name: string;
  readonly pair: Pair;
  readonly touchpoints: readonly Touchpoint[];
}

/** All files of a new project, text by path with slashes: what the touchpoints need of the templates, and no more. */
export function planProject(choice: ProjectChoice): ReadonlyMap<string, string> {
  const { pair, touchpoints } = choice;
  const root = mappingsFolder();
  const hasMessages = touchpoints.includes("notifications");
  const layers = [...pair.shop.layers, ...(hasMessages ? ["templates/notifications"] : [])];
  const templates = layeredFiles([...layers.map((layer) => join(root, layer)), root]);
  const own = layeredFiles(layers.map((layer) => join(root, layer)));
  const renamed = (path: string): string =>
    path.startsWith(`${pair.erp.folder}/`) ? `${pair.name}${path.slice(pair.erp.folder.length)}` : path;
  const written = (path: string): string => inWordsOf(pair, templates.read(path) ?? "");

  // Records of these tests have the first shop's numbers of products, or its name; in the canonical model the SKU is the key.
  const isLeftOut = (path: string): boolean =>
    pair.shop.layers.length > 0 && /^xcart-[^/]*\/(?:products|kits|warehouse).*\.tests\.xmap$/.test(path);
  const paths = [...templates.list("shared"), ...templates.list(pair.erp.folder), ...own.list(".")].filter(
    (path) =>
      path.endsWith(".xmap") &&
      !isLeftOut(path) &&
      (!path.startsWith("xcart-") || path.startsWith(`${pair.erp.folder}/`)),
  );
  const origins = new Map([...new Set(paths)].sort().map((path) => [renamed(path), path]));
  const copied = new Map([...origins].map(([path, origin]) => [path, written(origin)]));
  const files = parseSources(hasMessages ? addNotifications(copied, pair) : copied);
  const roots = new Set(files.flatMap((file) => flowsFor(choice, file)));
  const picked = pickDeclarations(files, (declaration) => roots.has(declaration));

  const planned = new Map<string, string>();
  for (const file of files) {
    const text = pickedText(file, picked);
    if (text !== undefined) planned.set(file.source.path, text);
  }
  const fixtureOrigins = new Map(templates.list(pair.erp.folder).map((path) => [renamed(path), path]));
  const inProject = { ...templates, read: (path: string) => templates.read(fixtureOrigins.get(path) ?? path) };
  for (const path of neededFiles(files, picked, inProject)) planned.set(path, inProject.read(path) ?? "");
  const variables = neededVariables(pickedSystems(picked), (path) => planned.get(path));
  for (const [path, text] of projectSettings(choice, variables)) planned.set(path, text);
  return planned;
}

function flowsFor({ pair, touchpoints }: ProjectChoice, { declarations }: SourceFile): readonly Declaration[] {
  const flows = declarations.filter((each) => each.kind === "FlowDeclaration");
  const meanings = touchpointsOfFlows(
    pair,
    flows.map(({ name }) => name.name),
  );
  return flows.filter(({ name }) => touchpoints.includes(meanings.get(name.name) ?? "orders"));
}

/** The ERP's mappings with another shop's name in comments and messages. */
function inWordsOf({ shop }: Pair, text: string): string {
  return text.replaceAll(FIRST_SHOP, shop.called);
}
