import { memo } from "react";
import { type FieldUse, isRequiredAndUnset, isUnused } from "../layout/field-use.ts";
import { fieldRemarks } from "../layout/line-words.ts";
import type { VisibleRow } from "../layout/visible-rows.ts";
import type { Side } from "../model/mapping-picture.ts";
import type { TreeActions } from "./field-tree.tsx";

interface FieldRowProps {
  readonly id: string;
  readonly side: Side;
  readonly row: VisibleRow;
  readonly top: number;
  readonly use: FieldUse;
  readonly isTarget: boolean;
  readonly isActive: boolean;
  /** One end of the selected line. */
  readonly isMarked: boolean;
  readonly actions: TreeActions;
}

/** One field. What it says to the eye by place, colour and marks it says in words to those who hear it. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { id, side, row, top, use, isTarget, isActive, isMarked, actions } = props;
  const { field, isExpanded, position, setSize } = row;
  const isMissing = isTarget && isRequiredAndUnset(field, use);
  const isIdle = !isTarget && isUnused(field, use);
  const rules = use.lines.get(field.path)?.length ?? 0;
  const remarks = fieldRemarks(field, use, side, isTarget);
  const classes = ["field-row", isActive && "is-active", isMarked && "is-marked", isIdle && "is-unused"];
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the tree has the focus, the row is its active descendant
    <div
      className={classes.filter(Boolean).join(" ")}
      role="treeitem"
      id={id}
      aria-level={field.depth + 1}
      aria-posinset={position}
      aria-setsize={setSize}
      aria-selected={isMarked}
      {...(field.hasFields ? { "aria-expanded": isExpanded } : {})}
      title={field.documentation}
      data-field={field.path}
      data-side={side}
      style={{ top, paddingInlineStart: 4 + field.depth * 14 }}
      onPointerDown={(event) => actions.press(field, event)}
    >
      <span
        className={`field-fold ${field.hasFields ? (isExpanded ? "is-unfolded" : "is-folded") : ""}`}
        onPointerDown={(event) => {
          if (!field.hasFields) return;
          event.stopPropagation();
          actions.activate(field.path);
          actions.toggle(field.path, !isExpanded);
        }}
      ></span>
      <span className="field-name">{field.name}</span> {isMissing && <span className="badge">required</span>}{" "}
      <span className="field-type">{field.type}</span>
      <span className="unseen"> {remarks}</span>
      <span
        className={rules > 0 ? "field-port has-rules" : "field-port"}
        {...(rules > 1 ? { "data-count": rules } : {})}
      />
    </div>
  );
});
