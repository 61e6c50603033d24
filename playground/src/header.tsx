import { DiskBar } from "./disk/disk-bar.tsx";
import { EntityDialog } from "./panels/entity-dialog.tsx";
import { zipOf } from "./project/download.ts";
import { swapWork, workSetAside } from "./project/kept-work.ts";
import { fragmentOf } from "./project/share-link.ts";
import { bindingKey } from "./project/work.ts";
import { usePlayground, useSession } from "./state/session-context.ts";
import { chooseTheme, useTheme } from "./state/theme.ts";

/** What the page is about and what can be done with the work as a whole. */
export function Header({ onTour }: { readonly onTour: () => void }) {
  const { session, disk } = useSession();
  const isOnDisk = disk !== undefined;
  const theme = useTheme();
  const other = theme === "dark" ? "light" : "dark";
  return (
    <header data-region="header">
      <h1>xmap playground</h1>
      {isOnDisk ? <DiskBar /> : <ExampleChoice />}
      <BindingChoice />
      <div className="actions">
        {!isOnDisk && (
          <>
            <ReturnButton />
            <button type="button" onClick={onTour}>
              Tour
            </button>
          </>
        )}
        <EntityDialog />
        {!isOnDisk && (
          <button type="button" onClick={() => void share(session)}>
            Share
          </button>
        )}
        <button type="button" onClick={() => download(session)}>
          Download
        </button>
        {!isOnDisk && (
          <button type="button" onClick={() => session.openExample(session.work.example)}>
            Start over
          </button>
        )}
        <button type="button" onClick={() => chooseTheme(other)}>
          {other === "dark" ? "Dark" : "Light"} theme
        </button>
      </div>
    </header>
  );
}

function ExampleChoice() {
  const { session } = useSession();
  const examples = usePlayground((state) => state.examples);
  const example = usePlayground((state) => state.work.example);
  return (
    <label>
      Example{" "}
      <select value={example} onChange={({ target }) => session.openExample(target.value)}>
        {examples.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}

function BindingChoice() {
  const { session } = useSession();
  const bindings = usePlayground((state) => state.bindings);
  const chosen = usePlayground((state) => state.work.binding);
  const isTwoWay = usePlayground((state) => state.compiled?.isTwoWay ?? false);
  return (
    <>
      <label>
        Binding{" "}
        <select
          value={chosen === undefined ? "" : bindingKey({ ...chosen, isBack: false })}
          disabled={bindings.length === 0}
          onChange={({ target }) => {
            const binding = bindings.find((candidate) => bindingKey(candidate) === target.value);
            if (binding !== undefined) session.chooseBinding(binding);
          }}
        >
          {bindings.map((binding) => (
            <option key={bindingKey(binding)} value={bindingKey(binding)}>
              {binding.name}
            </option>
          ))}
        </select>
      </label>
      {chosen !== undefined && (isTwoWay || chosen.isBack) && (
        <label>
          Direction{" "}
          <select
            value={chosen.isBack ? "back" : "forward"}
            onChange={({ target }) => session.chooseBinding({ ...chosen, isBack: target.value === "back" })}
          >
            <option value="forward">left to right</option>
            <option value="back">right to left</option>
          </select>
        </label>
      )}
    </>
  );
}

/** Leads back to one's own work after somebody's link was opened. */
function ReturnButton() {
  const { session } = useSession();
  // Another work may have been set aside with each that is opened.
  usePlayground((state) => state.opening);
  if (workSetAside() === undefined) return null;
  function swap(): void {
    session.keepNow();
    swapWork();
    session.abandon();
    location.reload();
  }
  return (
    <button type="button" onClick={swap}>
      Other work
    </button>
  );
}

type PlaygroundSession = ReturnType<typeof useSession>["session"];

async function share(session: PlaygroundSession): Promise<void> {
  const fragment = fragmentOf(session.saved());
  session.keepNow();
  history.replaceState(null, "", fragment);
  const link = location.href;
  try {
    await navigator.clipboard.writeText(link);
    session.say(`The link is in the clipboard and in the address bar. The work is in the link; nothing was sent.`);
  } catch {
    session.say("The link is in the address bar. The work is in the link; nothing was sent.");
  }
}

function download(session: PlaygroundSession): void {
  const address = URL.createObjectURL(new Blob([zipOf(session.work)], { type: "application/zip" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "xmap-project.zip";
  link.click();
  URL.revokeObjectURL(address);
  session.say("xmap-project.zip holds the mappings, the schemas and the samples.");
}
