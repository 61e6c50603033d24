export { check } from "./commands/check.ts";
export { compile } from "./commands/compile.ts";
