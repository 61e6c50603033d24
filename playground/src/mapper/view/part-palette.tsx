import type { ViaName } from "../model/mapping-picture.ts";

export const CONDITION_PART = "condition";
export const ARMS_PART = "values";

/** Parts to be dropped on a line; the selected rule offers the same by keyboard. */
export function PartPalette({ names }: { readonly names: readonly ViaName[] }) {
  const parts = [
    { id: CONDITION_PART, title: "condition" },
    { id: ARMS_PART, title: "values written here" },
    ...names.map(({ kind, name }) => ({ id: name, title: `${kind} ${name}` })),
  ];
  return (
    <div className="part-palette">
      <p className="hint">Drop on a line:</p>
      <ul>
        {parts.map(({ id, title }) => (
          <li
            key={title}
            draggable
            data-part={id}
            onDragStart={({ dataTransfer }) => dataTransfer.setData("text/plain", id)}
          >
            {title}
          </li>
        ))}
      </ul>
    </div>
  );
}
