import { useId } from "react";
import type { PictureSide } from "../model/mapping-picture.ts";
import type { TreeFilter, TreeState } from "./use-tree-state.ts";

const FILTERS: readonly TreeFilter[] = ["all", "rules", "open"];

/** What a record is, a field to search in it, and the filter for what is still open. */
export function TreeTools({ state, record }: { readonly state: TreeState; readonly record: PictureSide }) {
  const id = useId();
  const { isTarget, open } = state;
  return (
    <div className="tree-tools">
      <span className="bar-title">
        {record.entity}{" "}
        <span className="quiet">{record.system === "" ? "" : `${record.system}.${record.resource}`}</span>
      </span>
      <label htmlFor={id} className="unseen">
        Search in {record.entity}
      </label>
      <input
        id={id}
        type="search"
        placeholder="Search"
        value={state.query}
        onChange={({ target }) => state.setQuery(target.value)}
      />
      <select
        aria-label={`Fields of ${record.entity} that are shown`}
        value={state.filter}
        onChange={({ target }) => {
          const filter = FILTERS.find((one) => one === target.value);
          if (filter !== undefined) state.setFilter(filter);
        }}
      >
        <option value="all">All fields</option>
        <option value="rules">With rules</option>
        <option value="open">{isTarget ? `Required and unset: ${open}` : `Unused: ${open}`}</option>
      </select>
      {isTarget && open > 0 && <span className="badge">{open} unset</span>}
    </div>
  );
}
