import { existsSync } from "node:fs";
import { enableCompileCache, registerHooks } from "node:module";

// More than half of a short command is reading the compiler.
enableCompileCache();

// In the repository the sources run as they are; in a published package only `dist` is there.
const source = new URL("../src/main.ts", import.meta.url);
const isSource = existsSync(source);

registerHooks({
  resolve(specifier, context, next) {
    const found = isSource ? { ...context, conditions: ["@xmap/source", ...context.conditions] } : context;
    // Compiled mappings lie in the user's project, which need not have the runtime that this command brings.
    const isCompiled = specifier.startsWith("@xmap/") && context.parentURL?.includes("/.xmap/build/");
    return next(specifier, isCompiled ? { ...found, parentURL: import.meta.url } : found);
  },
});

await import(isSource ? source.href : new URL("../dist/main.js", import.meta.url).href);
