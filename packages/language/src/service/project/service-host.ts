import type { ProjectHost } from "../../host.ts";

/** What the tests of a file's rules went through when they ran last. */
export interface RuleCoverage {
  /** How many tests went through what stands on a line, by its number from 1. */
  readonly testsByLine: ReadonlyMap<number, number>;
  /** The text is newer than the run. */
  readonly isStale: boolean;
}

/** What the language service asks of its surroundings, beside what the compiler asks. */
export interface ServiceHost extends ProjectHost {
  /** Project paths of the `.xmap` files that are compiled together. */
  listFiles(): readonly string[];
  /** Project paths of other files that a text can name, such as the records of tests. */
  listFixtures?(): readonly string[];
  /** Which rules the tests went through, for a file with this text; undefined when that was not recorded. */
  coverage?(path: string, text: string): RuleCoverage | undefined;
}
