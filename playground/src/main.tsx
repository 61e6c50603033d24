import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { startPlayground } from "./start-playground.ts";
import { SessionContext } from "./state/session-context.ts";
import { applyTheme, chosenTheme } from "./state/theme.ts";
import "./styles/page.css";
import "./styles/dialog.css";
import "./styles/picture.css";
import "./styles/trace.css";
import "./styles/tour.css";

// The editor is the largest part: it begins to load before anything else is done.
const editor = import("./editor/mapping-editor.tsx");
applyTheme(chosenTheme());

const root = document.getElementById("root");
if (root !== null) {
  const access = await startPlayground();
  createRoot(root).render(
    <StrictMode>
      <SessionContext value={access}>
        <App />
      </SessionContext>
    </StrictMode>,
  );
}
await editor;
