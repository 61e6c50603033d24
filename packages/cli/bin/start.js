import { existsSync } from "node:fs";
import { enableCompileCache, registerHooks } from "node:module";

// More than half of a short command is reading the compiler.
enableCompileCache();

// In the repository the sources run as they are; in a published package only `dist` is there.
const source = new URL("../src/main.ts", import.meta.url);
const isSource = existsSync(source);
// In the repository everything beside this package finds the others by itself.
const home = new URL(isSource ? "../../../" : "../", import.meta.url).href;

/** Compiled mappings and connectors of a project run with the packages that this command brings. */
function isOfProject(parent) {
  if (parent === undefined || parent.includes("/node_modules/")) return false;
  return parent.includes("/.xmap/build/") || (parent.startsWith("file:") && !parent.startsWith(home));
}

registerHooks({
  resolve(specifier, context, next) {
    const found = isSource ? { ...context, conditions: ["@xmap/source", ...context.conditions] } : context;
    const isBrought = specifier.startsWith("@xmap/") && isOfProject(context.parentURL);
    return next(specifier, isBrought ? { ...found, parentURL: import.meta.url } : found);
  },
});

await import(isSource ? source.href : new URL("../dist/main.js", import.meta.url).href);
