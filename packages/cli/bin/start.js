import { existsSync } from "node:fs";
import { registerHooks } from "node:module";

// In the repository the sources run as they are; in a published package only `dist` is there.
const source = new URL("../src/main.ts", import.meta.url);
if (existsSync(source)) {
  registerHooks({
    resolve: (specifier, context, next) =>
      next(specifier, { ...context, conditions: ["@xmap/source", ...context.conditions] }),
  });
  await import(source.href);
} else {
  await import(new URL("../dist/main.js", import.meta.url).href);
}
