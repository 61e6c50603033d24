import type { GivenAnswer } from "../run/given-answer.ts";
import { type Example, hashOfFiles } from "./example.ts";
import type { BindingChoice, Work } from "./work.ts";

/** A work as plain data: what differs from its example, so that links stay short. */
export interface SavedWork {
  readonly version: 1;
  readonly example: string;
  /** Of the example's files when it was saved. */
  readonly exampleHash: string;
  readonly changed: Readonly<Record<string, string>>;
  readonly removed: readonly string[];
  readonly open: readonly string[];
  readonly active: string;
  readonly binding?: BindingChoice;
  readonly samples: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, GivenAnswer>>;
  readonly expected: Readonly<Record<string, string>>;
}

/** What has been made of an example. */
export function saveWork(work: Work, example: Example): SavedWork {
  const changed = [...work.files].filter(([path, text]) => example.files.get(path) !== text);
  const samples = Object.entries(work.samples).filter(([name, text]) => example.samples[name] !== text);
  return {
    version: 1,
    example: example.id,
    exampleHash: hashOfFiles(example.files),
    changed: Object.fromEntries(changed),
    removed: [...example.files.keys()].filter((path) => !work.files.has(path)),
    open: work.open,
    active: work.active,
    ...(work.binding === undefined ? {} : { binding: work.binding }),
    samples: Object.fromEntries(samples),
    answers: work.answers,
    expected: work.expected,
  };
}

/** The example as it is shown before anything is changed. */
export function workOfExample(example: Example): Work {
  return {
    example: example.id,
    files: example.files,
    open: [example.main],
    active: example.main,
    binding: example.binding,
    samples: example.samples,
    answers: {},
    expected: {},
  };
}

/** Lays what was saved over its example. */
export function restoreWork(saved: SavedWork, example: Example): Work {
  const files = new Map([...example.files].filter(([path]) => !saved.removed.includes(path)));
  for (const [path, text] of Object.entries(saved.changed)) files.set(path, text);
  const open = saved.open.filter((path) => files.has(path));
  const active = files.has(saved.active) ? saved.active : (open[0] ?? example.main);
  return {
    example: example.id,
    files,
    open: open.includes(active) ? open : [...open, active],
    active,
    binding: saved.binding,
    samples: { ...example.samples, ...saved.samples },
    answers: saved.answers,
    expected: saved.expected,
  };
}

/** What another person's link or an older page saved, when it has the right form; undefined otherwise. */
export function readSavedWork(value: unknown): SavedWork | undefined {
  if (!isRecord(value) || value.version !== 1) return undefined;
  const { example, exampleHash, changed, removed, open, active, binding, samples, answers, expected } = value;
  const isWhole =
    typeof example === "string" &&
    typeof exampleHash === "string" &&
    typeof active === "string" &&
    [changed, samples, expected].every(isTexts) &&
    [removed, open].every((list) => Array.isArray(list) && list.every((entry) => typeof entry === "string")) &&
    isRecord(answers) &&
    Object.values(answers).every(isAnswer) &&
    (binding === undefined || isBinding(binding));
  return isWhole ? (value as unknown as SavedWork) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isTexts(value: unknown): boolean {
  return isRecord(value) && Object.values(value).every((text) => typeof text === "string");
}

function isBinding(value: unknown): boolean {
  if (!isRecord(value) || typeof value.isBack !== "boolean") return false;
  return typeof value.file === "string" && typeof value.name === "string";
}

function isAnswer(value: unknown): boolean {
  if (!isRecord(value)) return false;
  return value.kind === "none" || value.kind === "several" || (value.kind === "found" && "value" in value);
}
