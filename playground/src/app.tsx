import type { Severity } from "@xmap/diagnostics";
import { useEffect } from "react";
import { Header } from "./header.tsx";
import { PanelGroup } from "./panels/panel-group.tsx";
import { followRegions } from "./state/regions.ts";
import { usePlayground } from "./state/session-context.ts";
import { useTheme } from "./state/theme.ts";
import { Tour, useTour } from "./tour/tour.tsx";

/** The page: what is written on the left, what goes in and comes out on the right. */
export function App() {
  useEffect(() => followRegions(), []);
  const theme = useTheme();
  const tour = useTour();
  useEffect(() => {
    void import("./editor/set-up.ts").then(({ setTheme }) => setTheme(theme));
  }, [theme]);
  return (
    <div className={tour.isOpen ? "page has-tour" : "page"}>
      <Header onTour={tour.open} />
      {tour.isOpen && <Tour tour={tour} />}
      <main>
        <PanelGroup place="mapping" label="Mapping" />
        <div className="sides">
          <PanelGroup place="input" label="What goes in" />
          <PanelGroup place="output" label="What comes out" />
        </div>
      </main>
      <Footer />
    </div>
  );
}

function Footer() {
  const notice = usePlayground((state) => state.notice);
  const diagnostics = usePlayground((state) => state.diagnostics);
  const count = (severity: Severity) => {
    const number = diagnostics?.filter((diagnostic) => diagnostic.severity === severity).length ?? 0;
    return `${number} ${severity}${number === 1 ? "" : "s"}`;
  };
  const verdict = diagnostics === undefined ? "Checking…" : `${count("error")}, ${count("warning")} in the project`;
  return (
    <footer>
      <span data-verdict={diagnostics === undefined ? "checking" : "checked"}>{verdict}</span>
      <span role="status" className="notice">
        {notice}
      </span>
      <span className="quiet keys">F6 next part · Ctrl+S format · Ctrl+Shift+O outline · F1 all commands</span>
    </footer>
  );
}
