import type { Span } from "@xmap/diagnostics";
import {
  type Declaration,
  type EntityDeclaration,
  parseFile,
  type SystemDeclaration,
  type TypeReference,
  type XmapFile,
} from "@xmap/grammar";
import { checkProject, type EntitySymbol, type Field, type ProjectHost, type RecordType } from "@xmap/language";
import type { LanguageWorkspace } from "@xmap/language/service";
import { fieldRows, recordOf } from "./field-rows.ts";
import type { PictureSide, ViaName } from "./mapping-picture.ts";
import type { Declared, MappingSources } from "./mapping-sources.ts";
import { textAt } from "./source-cut.ts";

const VIA_KINDS: ReadonlySet<string> = new Set(["map", "lookup", "binding"]);
/** Path of the text that holds nothing but an entity and its system. */
const ENTITY_PATH = "entity.xmap";

interface KnownSide {
  readonly side: PictureSide;
  readonly key: string;
}

/** What has been found out about records; it outlives edits that do not concern them. */
export class KnownSides {
  readonly #known = new Map<string, { readonly schema: unknown; readonly known: KnownSide }>();
  #made = 0;

  /** The side of that name over that schema, made anew only when one of them is another. */
  get(name: string, schema: unknown, make: () => PictureSide): KnownSide {
    const before = this.#known.get(name);
    if (before !== undefined && before.schema === schema) return before.known;
    this.#made += 1;
    const known = { side: make(), key: String(this.#made) };
    this.#known.set(name, { schema, known });
    return known;
  }
}

/** Answers about a mapping's surroundings out of the language service and the project's files. */
export class WorkspaceSources implements MappingSources {
  readonly #workspace: LanguageWorkspace;
  readonly #host: ProjectHost;
  readonly #sides: KnownSides;
  readonly #files = new Map<string, XmapFile>();
  readonly #conversions = new Map<string, ReadonlyMap<number, string>>();

  constructor(workspace: LanguageWorkspace, host: ProjectHost, sides: KnownSides) {
    this.#workspace = workspace;
    this.#host = host;
    this.#sides = sides;
  }

  /** A file of the project as a tree; undefined when there is none. */
  file(path: string): XmapFile | undefined {
    const known = this.#files.get(path);
    if (known !== undefined) return known;
    const text = this.#host.readFile(path);
    if (text === undefined) return undefined;
    const { file } = parseFile(path, text);
    this.#files.set(path, file);
    return file;
  }

  declarationOf(file: XmapFile, name: Span): Declared | undefined {
    const [place] = this.#workspace.definition(file.source.path, name.start);
    const holder = place === undefined ? undefined : this.file(place.file);
    const declaration = holder?.declarations.find((one) => isWithin(place?.span, one));
    return holder === undefined || declaration === undefined ? undefined : { file: holder, declaration };
  }

  sideOf(file: XmapFile, type: TypeReference): KnownSide {
    const [first, ...path] = type.names;
    const name = type.names.map((one) => one.name).join(".");
    const found = first === undefined ? undefined : this.declarationOf(file, first.span);
    const none: PictureSide = {
      entity: name,
      system: "",
      resource: "",
      fields: fieldRows(name, emptyRecord(name), undefined),
    };
    if (found?.declaration.kind !== "EntityDeclaration")
      return this.#sides.get(`unknown ${name}`, undefined, () => none);
    const { declaration } = found;
    const system = this.declarationOf(found.file, declaration.system.span);
    if (system?.declaration.kind !== "SystemDeclaration")
      return this.#sides.get(`unknown ${name}`, undefined, () => none);
    const resource = declaration.resource.names.map((one) => one.name).join(".");
    const text = entityText({ ...system, declaration: system.declaration }, { ...found, declaration });
    const schema = this.#host.readSchema(declaration.system.name, resource);
    return this.#sides.get(`${name}\n${text}`, schema, () => {
      const entity = this.#entityIn(text);
      const record =
        entity === undefined
          ? undefined
          : fieldIn(
              entity.type,
              path.map((one) => one.name),
            );
      const documentation = declaration.documentation;
      const fields = fieldRows(name, record ?? emptyRecord(name), documentation);
      return { entity: name, system: declaration.system.name, resource, fields };
    });
  }

  /** The entity of a text, without the refinements when one of them is wrong. */
  #entityIn(text: string): EntitySymbol | undefined {
    const host: ProjectHost = {
      readFile: (path) => (path === ENTITY_PATH ? text : undefined),
      readSchema: (system, resource) => this.#host.readSchema(system, resource),
      listSchemas: (system) => this.#host.listSchemas(system),
      readDescription: (system) => this.#host.readDescription(system),
    };
    return checkProject([ENTITY_PATH], host, { isWhole: false }).program?.files[0]?.entities[0];
  }

  conversionAt(file: XmapFile, targetEnd: number): string | undefined {
    const { path, text } = file.source;
    let hints = this.#conversions.get(path);
    if (hints === undefined) {
      const found = this.#workspace.inlayHints(path, { start: 0, end: text.length });
      const conversions = found.filter(({ kind }) => kind === "conversion");
      hints = new Map(conversions.map(({ offset, label }) => [offset, label.trim()]));
      this.#conversions.set(path, hints);
    }
    return hints.get(targetEnd);
  }

  viaNames(): readonly ViaName[] {
    const found = this.#workspace.workspaceSymbols("").filter(({ kind }) => VIA_KINDS.has(kind));
    return found.map(({ name, kind }) => ({ name, kind: kind as ViaName["kind"] }));
  }

  systems(): readonly string[] {
    return this.#workspace.workspaceSymbols("").flatMap(({ kind, name }) => (kind === "system" ? [name] : []));
  }
}

function isWithin(span: Span | undefined, declaration: Declaration): boolean {
  return span !== undefined && declaration.span.start <= span.start && span.end <= declaration.span.end;
}

/** A text that declares one entity and its system, and nothing that could be wrong elsewhere. */
function entityText(system: Declared<SystemDeclaration>, entity: Declared<EntityDeclaration>): string {
  const written = [system, entity].map(({ file, declaration }) => textAt(file.source.text, declaration.span));
  return `xmap 1\n${written.join("\n")}\n`;
}

function emptyRecord(name: string): RecordType {
  return { kind: "record", name, fields: new Map() };
}

/** The record that a path of fields leads to. */
function fieldIn(record: RecordType, path: readonly string[]): RecordType | undefined {
  let current: RecordType | undefined = record;
  for (const name of path) {
    const field: Field | undefined = current?.fields.get(name);
    current = field === undefined ? undefined : recordOf(field.value.type);
  }
  return current;
}
