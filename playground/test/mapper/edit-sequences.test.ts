import { lineageOf } from "@xmap/compiler/lineage";
import { hasErrors } from "@xmap/diagnostics";
import { parseFile } from "@xmap/grammar";
import { checkProject, formatSource } from "@xmap/language";
import { LanguageWorkspace } from "@xmap/language/service";
import fc from "fast-check";
import { expect, test } from "vitest";
import { editPicture } from "../../src/mapper/edits/edit-picture.ts";
import type { PictureIntent } from "../../src/mapper/edits/picture-intent.ts";
import { namesBelow } from "../../src/mapper/model/field-path.ts";
import type { MappingPicture, PictureSides } from "../../src/mapper/model/mapping-picture.ts";
import { type PictureProject, pictureOf } from "../../src/mapper/model/picture-of.ts";
import { KnownSides } from "../../src/mapper/model/workspace-sources.ts";
import { createFileHost } from "../../src/project/file-host.ts";
import type { ProjectFiles } from "../../src/project/project-files.ts";
import { applyChanges } from "../../src/worker/apply-changes.ts";
import { canonicalMappings, EXAMPLES, FIRST_STEPS } from "../support.ts";
import { compiledRules, shownRules } from "./compiled-rules.ts";

const SEQUENCES = Number(process.env.XMAP_SEQUENCES ?? 3);
/** Another one each time tells more, and now and then too few of the drawn edits can be made. */
const SEED = Number(process.env.XMAP_SEED ?? "11");
const LONGEST = 6;

const EVERYTHING: ProjectFiles = canonicalMappings();
const ODOO: ProjectFiles = EXAMPLES.find(({ id }) => id === "xcart-odoo")?.files ?? new Map();

const MAPPINGS: readonly (readonly [name: string, path: string, files: ProjectFiles])[] = [
  ["Contact", "contacts.xmap", FIRST_STEPS.files],
  ["Buyer", "xcart-odoo/orders.xmap", ODOO],
  ["OrderToSale", "xcart-odoo/orders.xmap", ODOO],
  ["PostalAddress", "xcart-odoo/orders.xmap", ODOO],
  ["Customers", "xcart-odoo/customers.xmap", EVERYTHING],
  ["OrderToSalesOrder", "xcart-acumatica/orders.xmap", EVERYTHING],
];

/** Numbers that choose what is done to a picture, whatever it shows then. */
const CHOICE = fc.record({ kind: fc.nat(), one: fc.nat(), other: fc.nat(), isOn: fc.boolean() });
type Choice = typeof CHOICE extends fc.Arbitrary<infer Value> ? Value : never;

const CONDITIONS = ["1 = 1", "$exists($)", '$ != "a // b"', undefined] as const;
const VIAS = ['{ "a" -> "b", else -> keep }', "CountryId", "Discount", undefined] as const;
const TEXTS = ["let extra_value = 1 + 1", 'require 1 = 1 else skip "never"', "let other /* kept */ = 2"] as const;

function pick<Value>(values: readonly Value[], index: number): Value | undefined {
  return values[index % Math.max(1, values.length)];
}

/** What a choice means for the picture that is there; undefined when the picture has nothing of the kind. */
function intentOf(
  picture: MappingPicture,
  sides: PictureSides,
  { kind, one, other, isOn }: Choice,
): PictureIntent | undefined {
  const own = picture.lines.filter(({ included }) => included === undefined);
  const line = pick(own, one)?.id;
  const isBackwards = pick(own, one)?.direction === "<-";
  const map = pick(picture.maps, one);
  const item = pick(
    [...own, ...picture.boxes].map(({ id }) => id),
    one,
  );
  const left = pick(sides.left.fields, one)?.path ?? "";
  const right = pick(sides.right.fields, other)?.path ?? "";
  const index = map === undefined ? 0 : other % Math.max(1, map.arms.length);
  const block = undefined;
  const isForward = isOn || picture.direction === "->";
  const made: readonly (PictureIntent | undefined)[] = [
    isForward
      ? { kind: "addRule", from: { side: "left", path: left }, to: { side: "right", path: right }, block }
      : { kind: "addRule", from: { side: "right", path: right }, to: { side: "left", path: left }, block },
    line === undefined ? undefined : { kind: "setTarget", line, path: isBackwards ? left : right },
    line === undefined ? undefined : { kind: "setSource", line, path: isBackwards ? right : left },
    line === undefined ? undefined : { kind: "setSourceText", line, text: isOn ? "$string(1)" : '"a" & "b"' },
    line === undefined ? undefined : { kind: "setVia", line, text: pick(VIAS, other) },
    line === undefined ? undefined : { kind: "setElse", line, text: pick(["keep", 'hold "why"', undefined], other) },
    line === undefined ? undefined : { kind: "setCondition", line, text: pick(CONDITIONS, other) },
    line === undefined ? undefined : { kind: "setMark", line, mark: other % 2 === 0 ? "key" : "once", isOn },
    line === undefined
      ? undefined
      : { kind: "setMaster", line, system: isOn ? pick(picture.systems, other) : undefined },
    line === undefined
      ? undefined
      : { kind: "setDirection", line, direction: pick(["->", "<-", "<->"] as const, other) ?? "->" },
    item === undefined ? undefined : { kind: "removeItem", item },
    item === undefined ? undefined : { kind: "moveItem", item, by: isOn ? 1 : -1 },
    { kind: "addItem", block: undefined, text: pick(TEXTS, other) ?? "" },
    picture.boxes[0] === undefined
      ? undefined
      : { kind: "setText", item: pick(picture.boxes, one)?.id ?? "", text: pick(TEXTS, other) ?? "" },
    map === undefined
      ? undefined
      : { kind: "addArm", map: map.key, patterns: isOn ? `new ${one}` : `"x, y", ${other}`, answer: "keep" },
    map === undefined
      ? undefined
      : { kind: "setArm", map: map.key, index, patterns: `other ${one}`, answer: `answer ${other}` },
    map === undefined ? undefined : { kind: "removeArm", map: map.key, index },
  ];
  return pick(made, kind);
}

function commentsOf(path: string, text: string): readonly string[] {
  return parseFile(path, text)
    .file.comments.map((comment) => comment.text.replace(/\s+/g, " "))
    .sort();
}

function sameText(one: string | undefined, other: string | undefined): boolean {
  const plain = (text: string | undefined) => text?.replace(/\s+/g, "").replaceAll("`", "");
  return plain(one) === plain(other);
}

/** Whether the picture shows what was wanted. */
function shows(
  before: MappingPicture,
  after: MappingPicture,
  intent: PictureIntent,
  made: string | undefined,
): boolean {
  const id = "line" in intent ? (made ?? intent.line) : made;
  const line = after.lines.find((one) => one.id === id);
  const items = (picture: MappingPicture) =>
    [...picture.lines.filter(({ included }) => included === undefined), ...picture.boxes].map(({ id: one }) => one);
  const map = "map" in intent ? after.maps.find(({ key }) => key === intent.map) : undefined;
  const arms = "map" in intent ? before.maps.find(({ key }) => key === intent.map)?.arms.length : undefined;
  switch (intent.kind) {
    case "addRule": {
      if (line === undefined) return false;
      const isReached = [...line.sources, ...line.conditions].some(
        (path) => namesBelow(intent.from.path, path) !== undefined,
      );
      return line.target === intent.to.path && line.sourceSide === intent.from.side && isReached;
    }
    case "setTarget":
      return line?.target === intent.path;
    case "setSource":
      return [...(line?.sources ?? []), ...(line?.conditions ?? [])].includes(intent.path);
    case "setSourceText":
      return sameText(line?.sourceText, intent.text);
    case "setVia":
      return intent.text === undefined
        ? line?.via === undefined
        : line?.via !== undefined && (line.via.kind === "arms" || line.via.name === intent.text);
    case "setElse":
      return sameText(line?.via?.otherwise, intent.text);
    case "setCondition":
      return sameText(line?.condition, intent.text);
    case "setMark":
      return line?.[intent.mark] === intent.isOn;
    case "setMaster":
      return line?.master === intent.system;
    case "setDirection":
      return line?.direction === intent.direction;
    case "removeItem":
      return items(after).length < items(before).length;
    case "moveItem":
    case "addItem":
    case "setText":
      return intent.kind !== "addItem" || items(after).length === items(before).length + 1;
    case "addArm":
      return map?.arms.length === (arms ?? 0) + 1;
    case "setArm":
      return sameText(map?.arms[intent.index]?.answer, JSON.stringify(intent.answer));
    case "removeArm":
      return map?.arms.length === (arms ?? 0) - 1;
  }
}

function project(files: ProjectFiles): PictureProject {
  const host = createFileHost(files);
  return { host, workspace: new LanguageWorkspace(host), sides: new KnownSides() };
}

/** A text without errors compiles to what its picture shows; whether it has none. */
function compareWithCompiler(files: ProjectFiles, path: string, name: string): boolean {
  const host = createFileHost(files);
  const { program } = checkProject([path], host, { isWhole: false });
  if (program === undefined) return false;
  const mapping = lineageOf(program).mappings.find(
    ({ kind, direction, name: own }) => kind === "binding" && direction === "->" && own === name,
  );
  if (mapping === undefined) return false;
  const picture = pictureOf({ path, name }, project(files), undefined);
  if (picture === undefined) throw new Error("The mapping has no picture.");
  expect(shownRules(picture, "->"), files.get(path)).toEqual(compiledRules(mapping));
  return true;
}

test.each(MAPPINGS)(
  "any sequence of visual edits of %s gives a text that parses, is in canonical form, keeps its comments and shows the edits",
  (name, path, original) => {
    let edits = 0;
    let compiled = 0;
    fc.assert(
      fc.property(fc.array(CHOICE, { minLength: 1, maxLength: LONGEST }), (choices) => {
        const files = new Map(original);
        const opened = project(files);
        for (const choice of choices) {
          const before = pictureOf({ path, name }, opened, undefined);
          if (before?.sides === undefined) throw new Error(`${path} has no mapping ${name}.`);
          const intent = intentOf(before, before.sides, choice);
          if (intent === undefined) continue;
          const answer = editPicture({ path, name }, intent, opened);
          if (answer.kind === "refused") {
            expect(answer.reason).not.toBe("");
            continue;
          }
          edits += 1;
          const old = files.get(answer.file) ?? "";
          const text = applyChanges(old, answer.changes);
          if (text === undefined) throw new Error("The changes do not fit the text.");
          const what = `${JSON.stringify(intent)}\n${JSON.stringify(answer)}\n${text}`;
          expect(hasErrors(parseFile(answer.file, text).diagnostics), what).toBe(false);
          expect(formatSource(answer.file, text), what).toEqual({ text });
          const kept = commentsOf(answer.file, text);
          expect(kept, what).toEqual(expect.arrayContaining([...commentsOf(answer.file, old)]));
          files.set(answer.file, text);
          opened.workspace.fileChanged(answer.file);
          const after = pictureOf({ path, name }, opened, undefined);
          if (after === undefined) throw new Error("The mapping is gone.");
          expect(shows(before, after, intent, answer.line), what).toBe(true);
        }
        if (compareWithCompiler(files, path, name)) compiled += 1;
      }),
      { numRuns: SEQUENCES, seed: SEED },
    );
    expect(edits).toBeGreaterThan(SEQUENCES / 2);
    if (process.env.PLAYGROUND_FIGURES === "1")
      process.stdout.write(`${name}: ${edits} edits, ${compiled} texts compiled\n`);
  },
  120_000,
);
