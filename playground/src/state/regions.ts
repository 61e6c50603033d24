const REGION = "[data-region]";
/** What gets the cursor in a region: its first tree or its editor, else its chosen tab, else its first control. */
const EDITORS = ".monaco-editor .native-edit-context, .monaco-editor textarea.inputarea";
// Editors have a hidden tree of their own once a command was chosen.
const TREE = '[role="tree"]:not(.monaco-editor *)';
const CONTROLS = '[role="tab"][tabindex="0"], button:not([disabled]), select, input, a[href]';

/** F6 goes to the next part of the page, Shift+F6 to the one before, from inside an editor as well. */
export function followRegions(): () => void {
  let last: Element | null = null;
  const onFocus = ({ target }: FocusEvent): void => {
    if (target instanceof Element) last = target.closest(REGION);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const regions = [...document.querySelectorAll<HTMLElement>(REGION)];
    // A button that can do nothing any more lets go of the cursor; its region still is where one was.
    const current = regions.findIndex((region) => region === (document.activeElement?.closest(REGION) ?? last));
    const step = event.shiftKey ? -1 : 1;
    const start = current < 0 && event.shiftKey ? 0 : current;
    enter(regions[(start + step + regions.length) % regions.length]);
  };
  window.addEventListener("keydown", onKey, { capture: true });
  window.addEventListener("focusin", onFocus);
  return () => {
    window.removeEventListener("keydown", onKey, { capture: true });
    window.removeEventListener("focusin", onFocus);
  };
}

/** Puts the cursor into a region. */
export function enter(region: HTMLElement | undefined): void {
  const isMapping = region?.dataset.region === "mapping";
  const target =
    (isMapping
      ? (region?.querySelector<HTMLElement>(TREE) ?? region?.querySelector<HTMLElement>(EDITORS))
      : undefined) ?? region?.querySelector<HTMLElement>(CONTROLS);
  target?.focus();
}
