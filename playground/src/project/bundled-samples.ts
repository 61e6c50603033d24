import type { Example } from "./example.ts";

const texts = import.meta.glob<string>("../../examples/*/samples/**/*.json", {
  query: "?raw",
  import: "default",
  eager: true,
});

/** Adds what `examples/ID/samples/SYSTEM/RESOURCE.json` holds. */
export function withSamples(example: Example): Example {
  const folder = `../../examples/${example.id}/samples/`;
  const own = Object.entries(texts)
    .filter(([path]) => path.startsWith(folder))
    .map(([path, text]) => [path.slice(folder.length, -".json".length), text] as const);
  return { ...example, samples: { ...example.samples, ...Object.fromEntries(own) } };
}
