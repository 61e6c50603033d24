import type { PlaygroundState } from "../state/playground-state.ts";

/** The file that is written in the tour. */
export const TOUR_FILE = "tour.xmap";
const TEST_FILE = "tour.tests.xmap";

/** One step of the tour. */
export interface TourStep {
  readonly id: string;
  readonly title: string;
  /** What to do, in sentences. */
  readonly text: string;
  /** What to write, where something is. */
  readonly example: string | undefined;
  /** The whole file once it is written, for who wants it done. */
  readonly fileAfter: string | undefined;
  /** Whether the text, its findings or the run show that it is done. */
  readonly isDone: (state: PlaygroundState) => boolean;
}

const HEAD = "xmap 1\n";
const SYSTEMS = `system shop = http { url: "https://shop.example" }
system crm = http { url: "https://crm.example" }
`;
const ENTITIES = `entity Customer = shop.customers { key id }
entity Contact = crm.contacts { key id }
`;
const ONE_WAY = `binding CustomerToContact: Customer -> Contact {
  email -> email  key
  name  -> display_name
}
`;
const TWO_WAY = `binding CustomerToContact: Customer <-> Contact {
  email <-> email  key
  name  <-> display_name
}
`;
const WITH_MAP = `binding CustomerToContact: Customer <-> Contact {
  email  <-> email   key
  name   <-> display_name
  status <-> active  via { "enabled" <-> true, "blocked" <-> false }
}
`;

function file(...parts: readonly string[]): string {
  return [HEAD, ...parts].join("\n");
}

/** From an empty file to a two-way binding that runs and is tested. Each step stays done once it was. */
export const TOUR_STEPS: readonly TourStep[] = [
  {
    id: "version",
    title: "The first line",
    text: "Every mapping says which version of the language it is written in. Write this as the first line of tour.xmap.",
    example: HEAD,
    fileAfter: file(),
    isDone: (state) => /^xmap 1\s*$/m.test(textOf(state).split("\n", 1)[0] ?? "") && isSound(state),
  },
  {
    id: "systems",
    title: "Two systems",
    text: "A system is something that has records. Name the two that are to be kept in step.",
    example: SYSTEMS,
    fileAfter: file(SYSTEMS),
    isDone: (state) => declares(state, "system", 2),
  },
  {
    id: "entities",
    title: "Their records",
    text: "An entity is a kind of record of a system. Its fields come from the schema of that name; the key tells one record from another.",
    example: ENTITIES,
    fileAfter: file(SYSTEMS, ENTITIES),
    isDone: (state) => declares(state, "entity", 2),
  },
  {
    id: "binding",
    title: "The first rules",
    text: "A binding says which field goes where. The key is what the two sides find each other by. Write it, and see the sample become an output.",
    example: ONE_WAY,
    fileAfter: file(SYSTEMS, ENTITIES, ONE_WAY),
    isDone: (state) => typeof outputOf(state)?.email === "string",
  },
  {
    id: "two-way",
    title: "Both directions",
    text: "Make the arrows two-way: of the binding, and of its rules. What is written once now holds in both directions.",
    example: TWO_WAY,
    fileAfter: file(SYSTEMS, ENTITIES, TWO_WAY),
    isDone: (state) => isSound(state) && state.compiled?.isTwoWay === true && state.compileProblem === undefined,
  },
  {
    id: "map",
    title: "A value map",
    text: "Where two systems have other words for the same thing, a rule goes via a map. Each pair is read from both sides.",
    example: 'status <-> active via { "enabled" <-> true, "blocked" <-> false }\n',
    fileAfter: file(SYSTEMS, ENTITIES, WITH_MAP),
    isDone: (state) => typeof outputOf(state)?.active === "boolean",
  },
  {
    id: "back",
    title: "The way back",
    text: "Choose “right to left” under Direction, at the top of the page. The sample is a contact now, and the output a customer.",
    example: undefined,
    fileAfter: undefined,
    isDone: (state) => state.compiled?.binding.isBack === true && typeof outputOf(state)?.email === "string",
  },
  {
    id: "test",
    title: "A test",
    text: "Choose “left to right” again, then press “Make this a test” above the output and give it a title. Whatever changes later, the test keeps watch over this record.",
    example: undefined,
    fileAfter: undefined,
    isDone: (state) => /^test "/m.test(state.work.files.get(TEST_FILE) ?? "") && isSound(state),
  },
];

function textOf({ work }: PlaygroundState): string {
  return work.files.get(TOUR_FILE) ?? "";
}

/** The newest findings are there, and none is an error. */
function isSound({ diagnostics }: PlaygroundState): boolean {
  return diagnostics?.every(({ severity }) => severity !== "error") === true;
}

function declares(state: PlaygroundState, kind: string, count: number): boolean {
  return isSound(state) && state.symbols.filter((symbol) => symbol.kind === kind).length >= count;
}

function outputOf({ run, compileProblem, compiled }: PlaygroundState) {
  if (compiled === undefined || compileProblem !== undefined || run?.kind !== "result") return undefined;
  return run.result.problems.length === 0 ? run.result.output : undefined;
}
