import { DifferencePanel } from "./difference-panel.tsx";
import { LawsPanel } from "./laws-panel.tsx";
import { LookupsPanel, openQuestionCount } from "./lookups-panel.tsx";
import { OutlinePanel } from "./outline-panel.tsx";
import { OutputPanel } from "./output-panel.tsx";
import type { PanelDefinition, PanelPlace } from "./panel.ts";
import { PicturePanel } from "./picture-panel.tsx";
import { ProblemsPanel, problemCount } from "./problems-panel.tsx";
import { SamplePanel } from "./sample-panel.tsx";
import { TextPanel } from "./text-panel.tsx";
import { TypeScriptPanel } from "./typescript-panel.tsx";

/** Every panel, in the order of the tabs of its place. */
const PANELS: readonly PanelDefinition[] = [
  { id: "text", title: "Text", place: "mapping", component: TextPanel },
  { id: "picture", title: "Picture", place: "mapping", component: PicturePanel },
  { id: "sample", title: "Sample", place: "input", component: SamplePanel },
  { id: "lookups", title: "Lookups", place: "input", component: LookupsPanel, countOf: openQuestionCount },
  { id: "output", title: "Output", place: "output", component: OutputPanel },
  { id: "difference", title: "Difference", place: "output", component: DifferencePanel },
  { id: "laws", title: "Laws", place: "output", component: LawsPanel },
  { id: "typescript", title: "TypeScript", place: "output", component: TypeScriptPanel },
  { id: "problems", title: "Problems", place: "output", component: ProblemsPanel, countOf: problemCount },
  { id: "outline", title: "Outline", place: "output", component: OutlinePanel },
];

export function panelsOf(place: PanelPlace): readonly PanelDefinition[] {
  return PANELS.filter((panel) => panel.place === place);
}
