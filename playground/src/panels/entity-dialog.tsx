import { type FormEvent, useId, useRef, useState } from "react";
import { declareEntity, entityNameFault, entityNameOf } from "../project/declare-entity.ts";
import { resourceKey } from "../project/work.ts";
import { useSession } from "../state/session-context.ts";

/** A button, and the dialog that it opens: a sample or a schema becomes an entity of the project. */
export function EntityDialog() {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  // A fresh form each time.
  const [opening, setOpening] = useState(0);
  return (
    <>
      <button
        type="button"
        onClick={() => {
          setOpening(opening + 1);
          dialog.current?.showModal();
        }}
      >
        Add an entity
      </button>
      <dialog ref={dialog} aria-labelledby={title}>
        <h2 id={title}>Add an entity</h2>
        <EntityForm key={opening} close={() => dialog.current?.close()} />
      </dialog>
    </>
  );
}

function EntityForm({ close }: { readonly close: () => void }) {
  const { session, client } = useSession();
  const [text, setText] = useState("");
  const [system, setSystem] = useState("");
  const [resource, setResource] = useState("");
  const [faults, setFaults] = useState<readonly string[]>([]);

  async function add(event: FormEvent): Promise<void> {
    event.preventDefault();
    const names = { system, resource, entity: entityNameOf(resource) };
    const fault = entityNameFault(names);
    if (fault !== undefined) return setFaults([fault]);
    const read = await client.ask("readSource", { text, resource });
    if (read === undefined) return;
    if (read.kind === "unreadable") return setFaults(read.problems);
    const [key] = read.keys;
    if (key === undefined) return setFaults(["No field can be a key: one with texts or whole numbers is needed."]);
    const symbols = (await client.ask("workspaceSymbols", { query: "" })) ?? [];
    if (symbols.some(({ name }) => name === names.entity)) return setFaults([`${names.entity} is declared already.`]);
    const systemFile = symbols.find((symbol) => symbol.kind === "system" && symbol.name === system)?.file;
    const changed = declareEntity({ ...names, key, schema: read.schema }, session.work.files, systemFile);
    for (const [path, content] of changed) session.putFile(path, content);
    if (read.sample !== undefined) session.putSample(resourceKey({ system, resource }), read.sample);
    session.openFile([...changed.keys()].at(-1) ?? "");
    session.say(`The entity ${names.entity} is declared.`);
    close();
  }

  async function takeFile(file: File | undefined): Promise<void> {
    if (file === undefined) return;
    setText(await file.text());
    if (resource === "") setResource(file.name.replace(/(?:\.schema|\.sample|\.fields)?\.\w+$/, ""));
  }

  return (
    <form onSubmit={(event) => void add(event)}>
      <p className="quiet">
        A JSON record, several in a list, a JSON Schema, an OpenAPI document, or what Odoo's fields_get answers. It
        stays in this browser.
      </p>
      <label>
        System <input required value={system} onChange={({ target }) => setSystem(target.value)} />
      </label>
      <label>
        Record type <input required value={resource} onChange={({ target }) => setResource(target.value)} />
      </label>
      <label>
        From a file{" "}
        <input type="file" accept=".json,.xml,.edmx" onChange={({ target }) => void takeFile(target.files?.[0])} />
      </label>
      <label className="wide">
        Text
        <textarea required rows={10} spellCheck={false} value={text} onChange={({ target }) => setText(target.value)} />
      </label>
      {faults.length > 0 && (
        <ul className="verdict bad" role="alert">
          {faults.map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      )}
      <div className="actions">
        <button type="button" onClick={close}>
          Cancel
        </button>
        <button type="submit">Add</button>
      </div>
    </form>
  );
}
