import type { Span } from "@xmap/diagnostics";
import type { FieldPath, Guard, IncludeItem, LetItem, Rule, Via, XmapFile } from "@xmap/grammar";
import { joinPath } from "./field-path.ts";
import type { LineVia, MappingPicture, PictureBox, PictureLine, PictureMap, Side } from "./mapping-picture.ts";
import type { Declared, MappingDeclaration, MappingSources } from "./mapping-sources.ts";
import { type NamedValue, type Place, type ReadingScope, readFields } from "./read-fields.ts";
import { textAt } from "./source-cut.ts";
import { valueMap } from "./value-maps.ts";

type Item = MappingDeclaration["items"][number];

/** Rules that share the records on both sides. */
interface BlockPlace {
  readonly id: string | undefined;
  readonly left: Place;
  readonly right: Place;
  readonly names: ReadonlyMap<string, NamedValue>;
  /** What the source side's record is computed from, where it lies nowhere. */
  readonly computedFrom: ReadonlySet<string>;
  /** The include that brings them, and the sets of rules that are being included. */
  readonly included: string | undefined;
  readonly including: readonly MappingDeclaration[];
}

/** A picture with the statements behind its lines and boxes, by their ids. */
export interface PictureWithItems {
  readonly picture: MappingPicture;
  readonly items: ReadonlyMap<string, Item>;
}

/**
 * A mapping as trees, lines, boxes and tables: everything that its text says has a place in the picture. Its trees are
 * left out when `knownSides` is their key.
 */
export function readPictureWithItems(
  { file, declaration }: Declared<MappingDeclaration>,
  sources: MappingSources,
  knownSides: string | undefined,
): PictureWithItems {
  const reader = new PictureReader(sources);
  const place = {
    id: undefined,
    left: [],
    right: [],
    names: new Map(),
    computedFrom: new Set<string>(),
    included: undefined,
    including: [declaration],
  };
  reader.readItems(file, declaration.items, place);
  const left = sources.sideOf(file, declaration.from);
  const right = sources.sideOf(file, declaration.to);
  const sidesKey = `${left.key} ${right.key}`;
  const picture: MappingPicture = {
    file: file.source.path,
    name: declaration.name.name,
    kind: declaration.kind === "BindingDeclaration" ? "binding" : "rules",
    direction: declaration.direction,
    documentation: declaration.documentation,
    sides: sidesKey === knownSides ? undefined : { key: sidesKey, left: left.side, right: right.side },
    sidesKey,
    lines: reader.lines,
    boxes: reader.boxes,
    maps: [...reader.maps.values()],
    viaNames: sources.viaNames(),
    systems: sources.systems(),
    span: declaration.span,
  };
  return { picture, items: reader.items };
}

class PictureReader {
  readonly lines: PictureLine[] = [];
  readonly boxes: PictureBox[] = [];
  readonly maps = new Map<string, PictureMap>();
  readonly items = new Map<string, Item>();
  readonly #sources: MappingSources;
  readonly #taken = new Map<string, number>();

  constructor(sources: MappingSources) {
    this.#sources = sources;
  }

  readItems(file: XmapFile, items: readonly Item[], place: BlockPlace): void {
    const names = new Map(place.names);
    const inner: BlockPlace = { ...place, names };
    for (const item of items) {
      switch (item.kind) {
        case "LetItem":
          names.set(item.name.name, this.#let(file, item, inner));
          break;
        case "Guard":
          this.#guard(file, item, inner);
          break;
        case "MasterClause":
          this.#box(file, item, "master", inner, "left", [], undefined);
          break;
        case "IncludeItem":
          this.#include(file, item, inner);
          break;
        case "Rule":
          this.#rule(file, item, inner);
      }
    }
  }

  /** Ids say where something stands, so that they stay while other things change. */
  #idOf(what: string, place: BlockPlace): string {
    const above = place.included ?? place.id;
    const name = above === undefined ? what : `${above} / ${what}`;
    const count = (this.#taken.get(name) ?? 0) + 1;
    this.#taken.set(name, count);
    return count === 1 ? name : `${name} #${count}`;
  }

  #box(
    file: XmapFile,
    item: Exclude<Item, Rule>,
    kind: PictureBox["kind"],
    place: BlockPlace,
    sourceSide: Side,
    reads: Iterable<string>,
    opens: PictureBox["opens"],
  ): string {
    const what = item.kind === "LetItem" ? `let ${item.name.name}` : kind;
    const id = this.#idOf(what, place);
    if (place.included !== undefined) return id;
    const text = textAt(file.source.text, item.span);
    this.items.set(id, item);
    this.boxes.push({ id, kind, block: place.id, text, sources: [...reads], sourceSide, opens, span: item.span });
    return id;
  }

  #let(file: XmapFile, item: LetItem, place: BlockPlace): NamedValue {
    const reads = new Set<string>();
    const conditions = new Set<string>();
    const read = item.value.expressions.map((expression) => readFields(expression, scopeOf(place, "left")));
    for (const one of read) {
      for (const path of one.reads) reads.add(path);
      for (const path of one.conditions) conditions.add(path);
    }
    this.#box(file, item, "let", place, "left", [...reads, ...conditions], undefined);
    const [only, second] = read;
    const isSame = second === undefined && item.value.via === undefined;
    return { place: isSame ? only?.place : undefined, reads, conditions };
  }

  #guard(file: XmapFile, item: Guard, place: BlockPlace): void {
    const side: Side = item.direction === "<-" ? "right" : "left";
    const { reads, conditions } = readFields(item.condition, scopeOf(place, side));
    this.#box(file, item, "require", place, side, new Set([...reads, ...conditions]), undefined);
  }

  #include(file: XmapFile, item: IncludeItem, place: BlockPlace): void {
    const from = item.from === undefined ? undefined : readFields(item.from, scopeOf(place, "left"));
    const found = this.#sources.declarationOf(file, item.rules.span);
    const rules = found?.declaration.kind === "RulesDeclaration" ? found : undefined;
    const opens = rules === undefined ? undefined : { file: rules.file.source.path, name: item.rules.name };
    const id = this.#box(file, item, "include", place, "left", from?.reads ?? [], opens);
    if (found?.declaration.kind !== "RulesDeclaration" || place.including.includes(found.declaration)) return;
    const left = from === undefined ? place.left : from.place;
    const { declaration } = found;
    const including = [...place.including, declaration];
    this.readItems(found.file, declaration.items, {
      ...place,
      left,
      names: new Map(),
      computedFrom: from?.reads ?? place.computedFrom,
      included: id,
      including,
    });
  }

  #rule(file: XmapFile, rule: Rule, place: BlockPlace): void {
    const { text, path } = file.source;
    const sourceSide: Side = rule.direction === "<-" ? "right" : "left";
    const targetSide: Side = sourceSide === "left" ? "right" : "left";
    const scope = scopeOf(place, sourceSide);
    const read = rule.sources.map((expression) => readFields(expression, scope));
    const condition = rule.condition === undefined ? undefined : readFields(rule.condition, scope);
    const target = targetPlace(rule.target, place[targetSide]);
    const targetText = textAt(text, rule.target.span);
    const id = this.#idOf(`${rule.direction === "<-" ? "<- " : ""}${targetText}`, place);
    const sourceSpan = coverAll(rule.sources.map(({ span }) => span)) ?? rule.span;
    if (place.included === undefined) this.items.set(id, rule);
    const conditions = [...read.flatMap((one) => [...one.conditions]), ...(condition?.reads ?? [])];
    this.lines.push({
      id,
      file: path,
      block: place.id,
      kind: rule.body === undefined ? "rule" : rule.body.by === undefined ? "nested" : "each",
      direction: rule.direction,
      sourceSide,
      sources: [...new Set(read.flatMap((one) => [...one.reads]))],
      conditions: [...new Set([...conditions, ...(condition?.conditions ?? [])])],
      target: joinPath(target ?? []),
      context: contextPath(read[0]?.place),
      sourceText: textAt(text, sourceSpan),
      targetText,
      isComputed: read.some((one) => one.isComputed),
      via: rule.via === undefined ? undefined : this.#via(file, rule.via, id, place),
      condition: rule.condition === undefined ? undefined : textAt(text, rule.condition.span),
      key: rule.key,
      once: rule.once,
      master: rule.master?.name,
      by: rule.body?.by?.map(({ span }) => textAt(text, span)) ?? [],
      conversion: rule.body === undefined ? this.#sources.conversionAt(file, rule.target.span.end) : undefined,
      included: place.included,
      span: rule.span,
      sourceSpan,
    });
    if (rule.body === undefined) return;
    const source = read[0]?.place;
    const sides = sourceSide === "left" ? { left: source, right: target } : { left: target, right: source };
    const computedFrom = new Set(read.flatMap((one) => [...one.reads]));
    this.readItems(file, rule.body.items, { ...place, ...sides, computedFrom, id });
  }

  #via(file: XmapFile, via: Via, id: string, place: BlockPlace): LineVia {
    const { text } = file.source;
    const otherwise = via.otherwise === undefined ? undefined : textAt(text, via.otherwise.span);
    const base = { text: textAt(text, via.span), otherwise, span: via.span };
    const { target } = via;
    if (target.kind === "InlineArms") {
      const key = `in ${id}`;
      if (place.included === undefined)
        this.maps.set(key, valueMap(key, undefined, file, target.arms, target.span, armDirection(target.arms)));
      return { ...base, kind: "arms", name: "{ … }", map: place.included === undefined ? key : undefined };
    }
    const name = textAt(text, target.span);
    const [first] = target.names;
    const found = first === undefined ? undefined : this.#sources.declarationOf(file, first.span);
    switch (found?.declaration.kind) {
      case "MapDeclaration": {
        const { declaration } = found;
        const key = `${found.file.source.path}#${declaration.name.name}`;
        const { arms, span, direction } = declaration;
        this.maps.set(key, valueMap(key, declaration.name.name, found.file, arms, span, direction));
        return { ...base, kind: "map", name, map: key };
      }
      case "LookupDeclaration":
        return { ...base, kind: "lookup", name, map: undefined };
      case "BindingDeclaration":
        return { ...base, kind: "binding", name, map: undefined };
      default:
        return { ...base, kind: "unknown", name, map: undefined };
    }
  }
}

function armDirection(arms: readonly { readonly direction: PictureMap["direction"] }[]): PictureMap["direction"] {
  return arms.some(({ direction }) => direction === "<->") ? "<->" : "->";
}

function contextPath(place: Place): string | undefined {
  return place === undefined ? undefined : joinPath(place);
}

function scopeOf(place: BlockPlace, side: Side): ReadingScope {
  return { context: place[side], names: place.names, computedFrom: place.computedFrom };
}

/** Where a target lies: `$` is the record that the block writes into, `$$` the whole one. */
function targetPlace({ root, names }: FieldPath, context: Place): Place {
  const written = names.map(({ name }) => name);
  if (root === "$$") return written;
  return context === undefined ? undefined : [...context, ...written];
}

function coverAll(spans: readonly Span[]): Span | undefined {
  const [first] = spans;
  const last = spans.at(-1);
  return first === undefined || last === undefined ? undefined : { start: first.start, end: last.end };
}
