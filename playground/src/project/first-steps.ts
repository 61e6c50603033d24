import { withSamples } from "./bundled-samples.ts";
import type { Example } from "./example.ts";

const texts = import.meta.glob<string>(
  ["../../examples/first-steps/**/*.{xmap,json}", "!../../examples/first-steps/samples/**"],
  { query: "?raw", import: "default", eager: true },
);

const files = new Map(
  Object.entries(texts).map(([path, text]) => [path.replace("../../examples/first-steps/", ""), text]),
);

/** A small mapping that shows each kind of rule once. */
export const FIRST_STEPS: Example = withSamples({
  id: "first-steps",
  title: "First steps",
  files,
  main: "contacts.xmap",
  binding: { file: "contacts.xmap", name: "Contact", isBack: false },
  samples: {},
});
