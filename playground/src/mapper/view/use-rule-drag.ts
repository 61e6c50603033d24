import { type PointerEvent, type RefObject, useEffect, useRef, useState } from "react";
import type { Side, TreeField } from "../model/mapping-picture.ts";

const STARTS_AFTER_PIXELS = 5;

interface RuleDragPorts {
  readonly gap: RefObject<HTMLElement | null>;
  readonly startAt: (side: Side, path: string) => void;
  readonly dropOn: (from: { readonly side: Side; readonly path: string }, side: Side, field: TreeField) => void;
  readonly cancel: () => void;
  readonly fieldOf: (side: Side, path: string) => TreeField | undefined;
}

/** From the row where a drag began to the pointer, in the room of the lines. */
export interface DragLine {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

interface Pressed {
  readonly side: Side;
  readonly path: string;
  readonly x: number;
  readonly y: number;
}

/** Dragging from a row of one tree to a row of the other; `line` is the one that follows the pointer meanwhile. */
export function useRuleDrag(ports: RuleDragPorts) {
  const [line, setLine] = useState<DragLine>();
  const pressed = useRef<Pressed>(undefined);
  const isDragging = useRef(false);
  const latest = useRef(ports);
  latest.current = ports;

  useEffect(() => {
    const onMove = ({ clientX, clientY }: globalThis.PointerEvent): void => {
      const { current } = pressed;
      const box = latest.current.gap.current?.getBoundingClientRect();
      if (current === undefined || box === undefined) return;
      if (!isDragging.current) {
        if (Math.hypot(clientX - current.x, clientY - current.y) < STARTS_AFTER_PIXELS) return;
        isDragging.current = true;
        latest.current.startAt(current.side, current.path);
      }
      const fromX = current.side === "left" ? 0 : box.width;
      setLine({ fromX, fromY: current.y - box.top, toX: clientX - box.left, toY: clientY - box.top });
    };
    const onUp = ({ clientX, clientY }: globalThis.PointerEvent): void => {
      const { current } = pressed;
      pressed.current = undefined;
      setLine(undefined);
      if (current === undefined || !isDragging.current) return;
      isDragging.current = false;
      const row = document.elementFromPoint(clientX, clientY)?.closest<HTMLElement>("[data-field]");
      const side = row?.dataset.side === "left" ? "left" : "right";
      const field = row?.dataset.field === undefined ? undefined : latest.current.fieldOf(side, row.dataset.field);
      if (field === undefined || side === current.side) latest.current.cancel();
      else latest.current.dropOn(current, side, field);
    };
    window.addEventListener("pointermove", onMove);
    window.addEventListener("pointerup", onUp);
    window.addEventListener("pointercancel", onUp);
    return () => {
      window.removeEventListener("pointermove", onMove);
      window.removeEventListener("pointerup", onUp);
      window.removeEventListener("pointercancel", onUp);
    };
  }, []);

  function begin(side: Side, field: TreeField, { clientX, clientY }: PointerEvent): void {
    pressed.current = { side, path: field.path, x: clientX, y: clientY };
  }

  return { line, begin };
}
