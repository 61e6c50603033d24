import { Suspense, useId, useState } from "react";
import type { PlaygroundState } from "../state/playground-state.ts";
import { usePlayground } from "../state/session-context.ts";
import type { PanelPlace } from "./panel.ts";
import { panelsOf } from "./registry.ts";
import { TabList } from "./tabs.tsx";

interface PanelGroupProps {
  readonly place: PanelPlace;
  readonly label: string;
}

/** The panels of one place: tabs when there are several, and the chosen one below them. */
export function PanelGroup({ place, label }: PanelGroupProps) {
  const panels = panelsOf(place);
  const [chosen, choose] = useState(panels[0]?.id ?? "");
  const id = useId();
  const panel = panels.find((candidate) => candidate.id === chosen);
  const tabs = panels.map(({ id: name, title, countOf }) => ({
    id: name,
    title,
    ...(countOf === undefined ? {} : { badge: <CountBadge countOf={countOf} /> }),
  }));
  return (
    <section className={`group group-${place}`} aria-label={label} data-region={place}>
      {panels.length > 1 && <TabList label={label} tabs={tabs} chosen={chosen} onChoose={choose} panel={id} />}
      <div
        className="panel"
        id={id}
        {...(panels.length > 1 ? { role: "tabpanel", "aria-label": panel?.title } : {})}
        data-panel={chosen}
      >
        <Suspense fallback={<p className="hint">Loading…</p>}>{panel !== undefined && <panel.component />}</Suspense>
      </div>
    </section>
  );
}

function CountBadge({ countOf }: { readonly countOf: (state: PlaygroundState) => number }) {
  const count = usePlayground(countOf);
  return count > 0 && <span className="count">{count}</span>;
}
