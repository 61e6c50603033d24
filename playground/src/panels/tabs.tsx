import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";

export interface Tab {
  readonly id: string;
  readonly title: string;
  /** Shown behind the title. */
  readonly badge?: ReactNode;
}

interface TabListProps {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
  /** Of the elements that the tabs control: `${panel}-${id}`. */
  readonly panel: string;
  /** What Delete on a tab does. */
  readonly onClose?: ((id: string) => void) | undefined;
}

/** A row of tabs after the ARIA pattern: arrows, Home and End move, one tab is in the order of Tab. */
export function TabList({ label, tabs, chosen, onChoose, panel, onClose }: TabListProps) {
  const list = useRef<HTMLDivElement>(null);
  const prefix = useId();

  function move(event: KeyboardEvent): void {
    const index = tabs.findIndex(({ id }) => id === chosen);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: (index + 1) % tabs.length,
      ArrowLeft: (index - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    };
    if (event.key === "Delete" && onClose !== undefined) {
      event.preventDefault();
      onClose(chosen);
      return;
    }
    const target = tabs[targets[event.key] ?? -1];
    if (target === undefined) return;
    event.preventDefault();
    onChoose(target.id);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(target.id)}"]`)?.focus();
  }

  return (
    <div className="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={move}>
      {tabs.map(({ id, title, badge }) => (
        <button
          key={id}
          type="button"
          role="tab"
          id={`${prefix}-${id}`}
          data-tab={id}
          aria-selected={id === chosen}
          aria-controls={panel}
          tabIndex={id === chosen ? 0 : -1}
          onClick={() => onChoose(id)}
        >
          {title}
          {badge}
        </button>
      ))}
    </div>
  );
}
