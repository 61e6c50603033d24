import { type PointerEvent, type RefObject, useMemo, useRef, useState } from "react";
import { useSession } from "../../state/session-context.ts";
import type { FieldPlace } from "../edits/picture-intent.ts";
import { targetSideOf } from "../layout/field-use.ts";
import type { PictureLine, Side, TreeField } from "../model/mapping-picture.ts";
import type { TreeActions } from "./field-tree.tsx";
import type { ShownPicture } from "./use-picture.ts";
import type { EditPicture } from "./use-picture-edits.ts";
import { useRuleDrag } from "./use-rule-drag.ts";
import type { TreeState } from "./use-tree-state.ts";

/** What happens with the field that is chosen next. */
type Pending =
  | { readonly kind: "rule"; readonly side: Side; readonly path: string }
  | { readonly kind: "end"; readonly line: string; readonly side: Side; readonly end: "source" | "target" };

interface RuleMakingPorts {
  readonly shown: ShownPicture;
  readonly trees: Readonly<Record<Side, TreeState>>;
  readonly line: PictureLine | undefined;
  readonly gap: RefObject<HTMLElement | null>;
  readonly edit: EditPicture;
  readonly selectLine: (line: PictureLine) => void;
}

function otherSide(side: Side): Side {
  return side === "left" ? "right" : "left";
}

/** Making, moving and removing rules at the rows of both trees, by key, click and drag. */
export function useRuleMaking({ shown, trees, line, gap, edit, selectLine }: RuleMakingPorts) {
  const { session } = useSession();
  const [pending, setPending] = useState<Pending>();
  const drag = useRuleDrag({
    gap,
    startAt: (side, path) => setPending({ kind: "rule", side, path }),
    dropOn: makeRule,
    cancel: () => setPending(undefined),
    fieldOf: (side, path) => shown.sides[side].fields.find((field) => field.path === path),
  });

  function makeRule({ side, path }: FieldPlace, to: Side, field: TreeField): void {
    setPending(undefined);
    const block = line?.kind === "rule" ? line.block : line?.id;
    const intent = { kind: "addRule", from: { side, path }, to: { side: to, path: field.path }, block } as const;
    void edit(intent, `A rule to ${field.name} is made.`);
    trees[to].reveal(field.path);
  }

  function finish(side: Side, field: TreeField): void {
    if (pending?.kind === "rule") makeRule(pending, side, field);
    if (pending?.kind !== "end") return;
    setPending(undefined);
    const kind = pending.end === "source" ? "setSource" : "setTarget";
    void edit({ kind, line: pending.line, path: field.path }, `The ${pending.end} is ${field.name}.`);
  }

  function startRule(side: Side, field: TreeField): void {
    setPending({ kind: "rule", side, path: field.path });
    session.say(`A rule starts at ${field.name}: choose its target with Enter, or end with Escape.`);
    trees[otherSide(side)].tree.current?.focus();
  }

  function startEnd({ id, ...rest }: PictureLine, end: "source" | "target"): void {
    const side = end === "source" ? rest.sourceSide : targetSideOf({ id, ...rest });
    setPending({ kind: "end", line: id, side, end });
    session.say(`Choose another ${end} with Enter, or end with Escape.`);
    trees[side].tree.current?.focus();
  }

  function stop(): void {
    if (pending === undefined) return;
    session.say("Nothing was changed.");
    if (pending.kind === "rule") trees[pending.side].tree.current?.focus();
    setPending(undefined);
  }

  function linesAt(side: Side, { path }: TreeField): readonly PictureLine[] {
    return trees[side].use.lines.get(path) ?? [];
  }

  function selectNext(side: Side, field: TreeField): void {
    const here = linesAt(side, field);
    const next = here[(here.findIndex(({ id }) => id === line?.id) + 1) % Math.max(1, here.length)];
    if (next === undefined) session.say(`${field.name} has no rule.`);
    else selectLine(next);
  }

  function remove({ id, targetText }: PictureLine): void {
    void edit({ kind: "removeItem", item: id }, `The rule to ${targetText} is removed.`);
  }

  function removeAt(side: Side, field: TreeField): void {
    const here = linesAt(side, field).filter(({ included }) => included === undefined);
    const [only, second] = here;
    const chosen = here.find(({ id }) => id === line?.id) ?? (second === undefined ? only : undefined);
    if (chosen !== undefined) remove(chosen);
    else if (only === undefined) session.say(`${field.name} has no rule of its own.`);
    else session.say(`${field.name} has several rules: choose one with the space bar.`);
  }

  function isExpected(side: Side): boolean {
    return pending !== undefined && (pending.kind === "rule") === (pending.side !== side);
  }

  function press(side: Side, field: TreeField, event: PointerEvent): void {
    if (event.button !== 0) return;
    trees[side].activate(field.path);
    const isPort = event.target instanceof Element && event.target.closest(".field-port") !== null;
    if (isExpected(side)) {
      finish(side, field);
      return;
    }
    if (isPort) setPending({ kind: "rule", side, path: field.path });
    else if (linesAt(side, field).length > 0) selectNext(side, field);
    drag.begin(side, field, event);
  }

  function actionsOf(side: Side): TreeActions {
    const { activate, toggle } = trees[side];
    return {
      activate,
      toggle,
      enter: (field) => {
        if (isExpected(side)) finish(side, field);
        else if (side === "left") startRule(side, field);
        else selectNext(side, field);
      },
      startRule: (field) => startRule(side, field),
      select: (field) => selectNext(side, field),
      remove: (field) => removeAt(side, field),
      escape: stop,
      press: (field, event) => press(side, field, event),
    };
  }

  const latest = useRef(actionsOf);
  latest.current = actionsOf;
  const actions = useMemo(() => ({ left: lasting(latest, "left"), right: lasting(latest, "right") }), []);
  return { pending, dragged: drag.line, actions, startEnd, remove };
}

/** Actions that stay the same ones while what they do follows the newest picture, so that rows are not drawn anew. */
function lasting(latest: RefObject<(side: Side) => TreeActions>, side: Side): TreeActions {
  return {
    activate: (path) => latest.current(side).activate(path),
    toggle: (path, isExpanded) => latest.current(side).toggle(path, isExpanded),
    enter: (field) => latest.current(side).enter(field),
    startRule: (field) => latest.current(side).startRule(field),
    select: (field) => latest.current(side).select(field),
    remove: (field) => latest.current(side).remove(field),
    escape: () => latest.current(side).escape(),
    press: (field, event) => latest.current(side).press(field, event),
  };
}
