import { type KeyboardEvent, memo, type PointerEvent, type RefObject, useEffect, useRef } from "react";
import type { FieldUse } from "../layout/field-use.ts";
import { rowByLetters, rowWindow, type VisibleRow } from "../layout/visible-rows.ts";
import type { Side, TreeField } from "../model/mapping-picture.ts";
import { FieldRow } from "./field-row.tsx";

export const ROW_HEIGHT = 26;
const LETTERS_WITHIN_MILLISECONDS = 700;

/** What can be done with a row by key or pointer. */
export interface TreeActions {
  readonly activate: (path: string) => void;
  readonly toggle: (path: string, isExpanded: boolean) => void;
  readonly enter: (field: TreeField) => void;
  readonly startRule: (field: TreeField) => void;
  readonly select: (field: TreeField) => void;
  readonly remove: (field: TreeField) => void;
  readonly escape: () => void;
  readonly press: (field: TreeField, event: PointerEvent) => void;
}

interface FieldTreeProps {
  readonly side: Side;
  readonly label: string;
  readonly rows: readonly VisibleRow[];
  readonly activeIndex: number;
  readonly use: FieldUse;
  readonly isTarget: boolean;
  /** Ends of the selected line. */
  readonly marked: ReadonlySet<string>;
  readonly scrollTop: number;
  readonly height: number;
  readonly onScroll: (top: number) => void;
  readonly actions: TreeActions;
  readonly tree: RefObject<HTMLDivElement | null>;
}

/** A record as a tree after the ARIA pattern: one tab stop, arrows, letters; only rows near the view are made. */
export const FieldTree = memo(function FieldTree(props: FieldTreeProps) {
  const { side, label, rows, activeIndex, use, isTarget, marked, scrollTop, height, onScroll, actions, tree } = props;
  const letters = useRef({ typed: "", at: 0 });
  const idOf = (index: number) => `field-${side}-${index}`;

  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the active row, not other rows that come and go
  useEffect(() => {
    const { current } = tree;
    if (current === null) return;
    const top = activeIndex * ROW_HEIGHT;
    if (top < current.scrollTop) current.scrollTop = top;
    else if (top + ROW_HEIGHT > current.scrollTop + current.clientHeight)
      current.scrollTop = top + ROW_HEIGHT - current.clientHeight;
  }, [rows[activeIndex]?.field.path]);

  function moveTo(index: number): void {
    const row = rows[Math.max(0, Math.min(rows.length - 1, index))];
    if (row !== undefined) actions.activate(row.field.path);
  }

  function fold(row: VisibleRow, isOpening: boolean): void {
    const { field, isExpanded } = row;
    if (field.hasFields && isExpanded !== isOpening) actions.toggle(field.path, isOpening);
    else if (isOpening && isExpanded) moveTo(activeIndex + 1);
    else if (!isOpening) moveTo(rows.findLastIndex((one, at) => at < activeIndex && one.field.depth < field.depth));
  }

  function typeAhead(event: KeyboardEvent): void {
    const isLetter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isLetter) return;
    const isSoon = event.timeStamp - letters.current.at < LETTERS_WITHIN_MILLISECONDS;
    const typed = isSoon ? letters.current.typed + event.key : event.key;
    letters.current = { typed, at: event.timeStamp };
    const found = rowByLetters(rows, activeIndex, typed);
    if (found !== undefined) moveTo(found);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const row = rows[activeIndex];
    if (row === undefined) return;
    const page = Math.max(1, Math.floor(height / ROW_HEIGHT) - 1);
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(activeIndex + 1),
      ArrowUp: () => moveTo(activeIndex - 1),
      PageDown: () => moveTo(activeIndex + page),
      PageUp: () => moveTo(activeIndex - page),
      Home: () => moveTo(0),
      End: () => moveTo(rows.length - 1),
      ArrowRight: () => fold(row, true),
      ArrowLeft: () => fold(row, false),
      Enter: () => (event.shiftKey ? actions.startRule(row.field) : actions.enter(row.field)),
      " ": () => actions.select(row.field),
      Delete: () => actions.remove(row.field),
      Escape: () => actions.escape(),
    };
    const act = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
    if (act === undefined) {
      typeAhead(event);
      return;
    }
    event.preventDefault();
    act();
  }

  if (rows.length === 0) return <p className="hint tree-empty">No field fits.</p>;
  const { first, end } = rowWindow(rows.length, scrollTop, height, ROW_HEIGHT);
  const indexes = Array.from({ length: end - first }, (_, index) => first + index);
  if (activeIndex < first || activeIndex >= end) indexes.push(activeIndex);
  return (
    <div
      className="field-tree"
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={idOf(activeIndex)}
      data-tree={side}
      ref={tree}
      onScroll={({ currentTarget }) => onScroll(currentTarget.scrollTop)}
      onKeyDown={onKeyDown}
    >
      <div role="none" className="field-rows" style={{ height: rows.length * ROW_HEIGHT }}>
        {indexes.map((index) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <FieldRow
                key={row.field.path}
                id={idOf(index)}
                side={side}
                row={row}
                top={index * ROW_HEIGHT}
                use={use}
                isTarget={isTarget}
                isActive={index === activeIndex}
                isMarked={marked.has(row.field.path)}
                actions={actions}
              />
            )
          );
        })}
      </div>
    </div>
  );
});
