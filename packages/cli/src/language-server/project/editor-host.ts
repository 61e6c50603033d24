import { join, relative, sep } from "node:path";
import type { ProjectHost } from "@xmap/language";
import type { RuleCoverage, ServiceHost } from "@xmap/language/service";
import { type ProjectConfiguration, readConfiguration } from "../../project/configuration-file.ts";
import { findFiles, findSources } from "../../project/find-sources.ts";
import { createNodeHost } from "../../project/node-host.ts";
import { RecordedCoverage } from "./recorded-coverage.ts";

/** What an editor's project is read from. Files that cannot be read are remembered as problems and never throw. */
export class EditorHost implements ServiceHost {
  readonly folder: string;
  readonly #configuration: ProjectConfiguration;
  readonly #coverage: RecordedCoverage;
  /** Sentences by project path. */
  readonly #configurationProblems = new Map<string, ReadonlySet<string>>();
  readonly #schemaProblems = new Map<string, Set<string>>();
  #disk: ProjectHost;
  #sources: readonly string[] | undefined;
  #fixtures: readonly string[] | undefined;

  /** Without a project file above it, a folder is a project of its open files alone. */
  constructor(folder: string, hasConfiguration: boolean) {
    this.folder = folder;
    this.#coverage = new RecordedCoverage(folder);
    this.#configuration = hasConfiguration ? this.#readConfiguration() : { folder, configuration: NO_CONFIGURATION };
    this.#sources = hasConfiguration ? undefined : [];
    this.#fixtures = this.#sources;
    this.#disk = this.#open();
  }

  get problems(): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map([...this.#configurationProblems, ...this.#schemaProblems]);
  }

  /** Files came or went. */
  filesChanged(): void {
    if (this.#configuration.configuration === NO_CONFIGURATION) return;
    this.#sources = undefined;
    this.#fixtures = undefined;
  }

  /** Other schemas or descriptions lie in the project. */
  schemasChanged(): void {
    this.#schemaProblems.clear();
    this.#disk = this.#open();
  }

  listFiles(): readonly string[] {
    this.#sources ??= orElse([], () => findSources(this.#configuration, this.folder));
    return this.#sources;
  }

  listFixtures(): readonly string[] {
    this.#fixtures ??= orElse([], () => findFiles(this.#configuration, this.folder, ".json")).filter(
      (path) => !path.startsWith("schemas/") && path !== "xmap.json",
    );
    return this.#fixtures;
  }

  readFile(path: string): string | undefined {
    return orElse(undefined, () => this.#disk.readFile(path));
  }

  readSchema(system: string, resource: string): ReturnType<ProjectHost["readSchema"]> {
    return orElse(undefined, () => this.#disk.readSchema(system, resource));
  }

  schemaFile(system: string, resource: string): string | undefined {
    return orElse(undefined, () => this.#disk.schemaFile?.(system, resource));
  }

  listSchemas(system: string): readonly string[] {
    return orElse([], () => this.#disk.listSchemas(system));
  }

  readDescription(system: string): ReturnType<ProjectHost["readDescription"]> {
    return orElse(undefined, () => this.#disk.readDescription(system));
  }

  coverage(path: string, text: string): RuleCoverage | undefined {
    return orElse(undefined, () => this.#coverage.of(path, text));
  }

  #open(): ProjectHost {
    return createNodeHost(this.folder, (problems) => {
      for (const { file, text } of problems) {
        const path = relative(this.folder, file).split(sep).join("/");
        this.#schemaProblems.set(path, (this.#schemaProblems.get(path) ?? new Set()).add(text));
      }
    });
  }

  #readConfiguration(): ProjectConfiguration {
    try {
      return readConfiguration(join(this.folder, "xmap.json"));
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      this.#configurationProblems.set("xmap.json", new Set([text]));
      return { folder: this.folder, configuration: { language: 1, installation: "" } };
    }
  }
}

const NO_CONFIGURATION = { language: 1, installation: "" } as const;

/** A file may vanish, or turn out to be a folder, between being listed and being read. */
function orElse<Answer>(otherwise: Answer, read: () => Answer): Answer {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
