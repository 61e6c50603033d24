import { useState } from "react";
import type { MappingPicture, PictureBox } from "../model/mapping-picture.ts";
import type { MappingChoice } from "../model/picture-of.ts";
import { MoveButtons } from "./line-detail.tsx";
import { TextBox } from "./text-box.tsx";
import type { EditPicture } from "./use-picture-edits.ts";

interface StatementsProps {
  readonly picture: MappingPicture;
  readonly edit: EditPicture;
  readonly onOpen: (choice: MappingChoice) => void;
}

/** What has no line of its own: each statement is a box with its text, editable in place. */
export function Statements({ picture, edit, onOpen }: StatementsProps) {
  return (
    <section className="statements" aria-label="Other statements">
      <h2>Other statements</h2>
      {picture.boxes.map((box) => (
        <Statement key={box.id} box={box} edit={edit} onOpen={onOpen} />
      ))}
      <NewStatement edit={edit} />
    </section>
  );
}

function Statement({ box, edit, onOpen }: Omit<StatementsProps, "picture"> & { readonly box: PictureBox }) {
  const { id, opens } = box;
  return (
    <div className="statement" data-box={id}>
      <TextBox
        label={box.block === undefined ? box.kind : `${box.kind}, in ${box.block}`}
        text={box.text}
        onCommit={(text) => edit({ kind: "setText", item: id, text }, `${id} is another one.`)}
      />
      <div className="bar">
        <MoveButtons item={id} what={id} edit={edit} />
        <button
          type="button"
          aria-label={`Remove ${id}`}
          onClick={() => void edit({ kind: "removeItem", item: id }, `${id} is removed.`)}
        >
          Remove
        </button>
        {opens !== undefined && (
          <button type="button" onClick={() => onOpen({ path: opens.file, name: opens.name })}>
            Open {opens.name}
          </button>
        )}
      </div>
    </div>
  );
}

/** A line to write another statement in. */
function NewStatement({ edit }: { readonly edit: EditPicture }) {
  const [made, setMade] = useState(0);
  return (
    <TextBox
      key={made}
      label="Another statement"
      text=""
      placeholder="let name = …, require … else …, include …, or a rule"
      onCommit={async (text) => {
        const problem = await edit({ kind: "addItem", block: undefined, text }, "The statement is added.");
        if (problem === undefined) setMade((before) => before + 1);
        return problem;
      }}
    />
  );
}
