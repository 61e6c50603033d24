import type { ComponentType } from "react";
import type { PlaygroundState } from "../state/playground-state.ts";

/** Where a panel has its place: in the mapping's stead, with what goes in, or with what comes out. */
export type PanelPlace = "mapping" | "input" | "output";

/** A part of the page behind a tab. A new one is a file of its own and a line in the registry. */
export interface PanelDefinition {
  readonly id: string;
  readonly title: string;
  readonly place: PanelPlace;
  readonly component: ComponentType;
  /** A number beside the title, such as how many problems there are. */
  readonly countOf?: (state: PlaygroundState) => number;
}
