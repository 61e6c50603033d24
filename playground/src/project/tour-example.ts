import { withSamples } from "./bundled-samples.ts";
import type { Example } from "./example.ts";

const texts = import.meta.glob<string>(["../../examples/tour/**/*.{xmap,json}", "!../../examples/tour/samples/**"], {
  query: "?raw",
  import: "default",
  eager: true,
});

/** An empty mapping between two systems whose schemas are there: what the tour begins with. */
export const TOUR_EXAMPLE: Example = withSamples({
  id: "tour",
  title: "Tour",
  files: new Map(Object.entries(texts).map(([path, text]) => [path.replace("../../examples/tour/", ""), text])),
  main: "tour.xmap",
  binding: undefined,
  samples: {},
});
