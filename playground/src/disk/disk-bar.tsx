import { usePlayground, useSession } from "../state/session-context.ts";

/** The folder behind the page, and what is not saved to it yet; nothing where there is none. */
export function DiskBar() {
  const { disk: sync } = useSession();
  const disk = usePlayground((state) => state.disk);
  if (disk === undefined || sync === undefined) return null;
  const { name, unsaved, conflicts } = disk;
  return (
    <>
      <span className="quiet">{name}</span>
      <button type="button" disabled={unsaved.length === 0} onClick={() => void sync.save()}>
        {unsaved.length === 0 ? "Saved" : `Save ${unsaved.length === 1 ? "one file" : `${unsaved.length} files`}`}
      </button>
      {conflicts.map(({ path, theirs }) => (
        <fieldset key={path} className="disk-conflict">
          <legend>
            {path} was {theirs === null ? "removed" : "changed"} outside, and here
          </legend>
          <button type="button" onClick={() => sync.keepMine(path)}>
            Keep mine
          </button>
          <button type="button" onClick={() => sync.takeTheirs(path)}>
            {theirs === null ? "Remove it" : "Take the other"}
          </button>
        </fieldset>
      ))}
    </>
  );
}
