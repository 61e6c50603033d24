import type { ProjectHost } from "../../host.ts";

/** What the language service asks of its surroundings, beside what the compiler asks. */
export interface ServiceHost extends ProjectHost {
  /** Project paths of the `.xmap` files that are compiled together. */
  listFiles(): readonly string[];
  /** Project paths of other files that a text can name, such as the records of tests. */
  listFixtures?(): readonly string[];
}
