import { type RefObject, useCallback, useEffect, useRef } from "react";
import type { FlowIntent, FlowPicture } from "./flow-picture.ts";
import { type BoxMove, movedBox } from "./moved-box.ts";

interface Pressed {
  readonly element: Element | null;
  /** By which it is found again. */
  readonly label: string | undefined;
  readonly move: BoxMove | undefined;
}

/**
 * Who changes a flow by a button stays on it, and goes along with a box that changes its place. To be told before a change;
 * what it answers is called when nothing comes of that.
 */
export function useKeptFocus(
  flow: FlowPicture | null | undefined,
  place: RefObject<HTMLElement | null>,
): (intent: FlowIntent) => () => void {
  const pressed = useRef<Pressed>(undefined);
  const shown = useRef(flow);
  useEffect(() => {
    shown.current = flow;
    if (!flow || pressed.current === undefined || pressed.current.move?.before === flow) return;
    const { element, label, move } = pressed.current;
    pressed.current = undefined;
    const { activeElement } = document;
    if (activeElement !== document.body && activeElement !== element) return;
    const moved = move === undefined ? undefined : movedBox(move, flow);
    const wanted = move === undefined || moved === undefined ? label : moveLabel(moved, move.by);
    if (wanted !== undefined)
      place.current?.querySelector<HTMLElement>(`[aria-label="${CSS.escape(wanted)}"]`)?.focus();
  }, [flow, place]);
  return useCallback((intent) => {
    const before = shown.current;
    const element = document.activeElement;
    const move = intent.kind === "moveBox" && before ? { before, box: intent.box, by: intent.by } : undefined;
    const own = { element, label: element?.getAttribute("aria-label") ?? undefined, move };
    pressed.current = own;
    return () => {
      if (pressed.current === own) pressed.current = undefined;
    };
  }, []);
}

/** How the button is called that moves a box. */
export function moveLabel(box: string, by: -1 | 1): string {
  return `Move ${box} ${by < 0 ? "up" : "down"}`;
}
