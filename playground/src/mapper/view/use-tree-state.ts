import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { fieldUse, isRequiredAndUnset, isUnused, isWritten } from "../layout/field-use.ts";
import { rowIndexes } from "../layout/line-shapes.ts";
import { firstExpanded, visibleRows } from "../layout/visible-rows.ts";
import { pathsAbove } from "../model/field-path.ts";
import type { Side, TreeField } from "../model/mapping-picture.ts";
import type { ShownPicture } from "./use-picture.ts";

/** Which fields are shown: all, those with rules, or those that are still open. */
export type TreeFilter = "all" | "rules" | "open";

/** What of one tree is shown, and where somebody is in it. */
export function useTreeState({ picture, sides }: ShownPicture, side: Side) {
  const { fields } = sides[side];
  const use = useMemo(() => fieldUse(picture, side), [picture, side]);
  const isTarget = isWritten(picture, side);
  const [query, setQuery] = useState("");
  const [filter, setFilter] = useState<TreeFilter>("all");
  const [active, activate] = useState("");
  const [scrollTop, setScrollTop] = useState(0);
  const [expanded, setExpanded] = useState(() => firstExpanded(use.lines.keys()));
  const tree = useRef<HTMLDivElement | null>(null);

  // Fields to which lines lead are seen; what somebody has folded stays so until a line comes that was not there.
  const known = useRef(new Set<string>());
  useEffect(() => {
    const added = [...use.lines.keys()].filter((path) => !known.current.has(path));
    known.current = new Set(use.lines.keys());
    if (added.length > 0) setExpanded((before) => new Set([...before, ...firstExpanded(added)]));
  }, [use]);

  const isOpen = useCallback(
    (field: TreeField) => (isTarget ? isRequiredAndUnset(field, use) : isUnused(field, use)),
    [isTarget, use],
  );
  const rows = useMemo(() => {
    const hasLines = ({ path }: TreeField): boolean => use.lines.has(path);
    const wants = filter === "all" ? undefined : filter === "open" ? isOpen : hasLines;
    return visibleRows(fields, { expanded, query, wants });
  }, [fields, expanded, query, filter, isOpen, use]);
  const indexes = useMemo(() => rowIndexes(rows), [rows]);
  const open = useMemo(() => fields.filter(isOpen).length, [fields, isOpen]);
  const toggle = useCallback((path: string, isExpanded: boolean) => {
    setExpanded((before) => {
      const after = new Set(before);
      if (isExpanded) after.add(path);
      else after.delete(path);
      return after;
    });
  }, []);
  /** Unfolds what is around a field and goes there. */
  const reveal = useCallback((path: string) => {
    setExpanded((before) => new Set([...before, ...pathsAbove(path)]));
    activate(path);
  }, []);
  return {
    side,
    use,
    isTarget,
    rows,
    indexes,
    open,
    query,
    setQuery,
    filter,
    setFilter,
    active,
    activate,
    scrollTop,
    setScrollTop,
    toggle,
    reveal,
    tree,
  };
}

export type TreeState = ReturnType<typeof useTreeState>;
