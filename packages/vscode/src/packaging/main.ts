import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { packageExtension } from "./package-extension.ts";

const folder = resolve(import.meta.dirname, "../../dist");
const { name, bytes } = await packageExtension();
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, name), bytes);
process.stdout.write(`${join(folder, name)}: ${Math.round(bytes.length / 1024)} kB\n`);
