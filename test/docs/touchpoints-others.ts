import { readFileSync } from "node:fs";
import { join } from "node:path";

/** What the figures of others are grouped by. */
export const GROUPS = ["orders", "customers", "products", "payments", "shipments"] as const;
export type Group = (typeof GROUPS)[number];

/** A connector that others have written, with the sizes of its files in characters. */
export interface OtherConnector {
  readonly name: string;
  readonly repository: string;
  readonly folder: string;
  readonly version: string;
  readonly language: string;
  /** For an estimate of lines; more than such code has on average. */
  readonly charactersPerLine: number;
  readonly note: string;
  /** Characters by `path@commit`, the path below the folder. */
  readonly files: Readonly<Partial<Record<Group, Readonly<Record<string, number>>>>>;
}

const FILE = join(import.meta.dirname, "touchpoints-others.json");

/** Public connectors of others; their sizes were read from a public index of their repositories. */
export function otherConnectors(): readonly OtherConnector[] {
  return JSON.parse(readFileSync(FILE, "utf8")) as readonly OtherConnector[];
}

/** The characters of one group of a connector; 0 where it has none. */
export function charactersOf({ files }: OtherConnector, group: Group): number {
  return Object.values(files[group] ?? {}).reduce((total, characters) => total + characters, 0);
}
