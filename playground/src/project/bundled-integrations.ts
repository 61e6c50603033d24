import { withSamples } from "./bundled-samples.ts";
import type { Example } from "./example.ts";
import { integrationExamples } from "./integration-examples.ts";

const texts = import.meta.glob<string>(
  ["../../../mappings/**/*.{xmap,json,csv}", "!**/.xmap/**", "!../../../mappings/templates/**"],
  { query: "?raw", import: "default", eager: true },
);

const files = new Map(Object.entries(texts).map(([path, text]) => [path.replace("../../../mappings/", ""), text]));

/** The repository's own integrations, each as an example. */
export const INTEGRATIONS: readonly Example[] = integrationExamples(files).map(withSamples);
