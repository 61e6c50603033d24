import { strToU8, zipSync } from "fflate";
import type { Work } from "./work.ts";

const README = `# An xmap project

Made in the xmap playground. With Node 20 or newer:

    npx xmap check .
    npx xmap compile . --out generated

\`samples/\` holds the records that were tried, by system and resource.
`;

/** The files of a work as a project that the `xmap` command reads. */
export function projectFilesOf(work: Work): ReadonlyMap<string, string> {
  const files = new Map(work.files);
  if (!files.has("xmap.json"))
    files.set("xmap.json", `${JSON.stringify({ language: 1, installation: "my-shop" }, null, 2)}\n`);
  if (!files.has("README.md")) files.set("README.md", README);
  for (const [name, text] of Object.entries(work.samples)) files.set(`samples/${name}.json`, text);
  return files;
}

/** The project as a zip archive; equal works give equal bytes. */
export function zipOf(work: Work): Uint8Array<ArrayBuffer> {
  const entries = [...projectFilesOf(work)]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([path, text]) => [path, strToU8(text)] as const);
  // Zip holds local times since 1980.
  return new Uint8Array(zipSync(Object.fromEntries(entries), { mtime: new Date(1980, 0, 1) }));
}
