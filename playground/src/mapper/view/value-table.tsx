import { useState } from "react";
import type { MapArm, PictureMap } from "../model/mapping-picture.ts";
import type { EditPicture } from "./use-picture-edits.ts";

interface ValueTableProps {
  readonly map: PictureMap;
  readonly edit: EditPicture;
}

/** A value map as a table whose cells can be written; the last row takes a new pair. */
export function ValueTable({ map, edit }: ValueTableProps) {
  const name = map.name ?? "the map";
  const [added, setAdded] = useState({ patterns: "", answer: "" });

  function add(): void {
    if (added.patterns.trim() === "" || added.answer.trim() === "") return;
    void edit({ kind: "addArm", map: map.key, ...added }, `${added.patterns} is in ${name}.`).then((problem) => {
      if (problem === undefined) setAdded({ patterns: "", answer: "" });
    });
  }

  return (
    <table className="value-table">
      <caption>{map.name === undefined ? "Values, written in place" : `Values of ${map.name}`}</caption>
      <thead>
        <tr>
          <th scope="col">Value</th>
          <th scope="col">Becomes</th>
          <th scope="col">
            <span className="unseen">Remove</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {map.arms.map((arm, index) => (
          <ArmRow
            key={`${arm.span.start} ${arm.patterns} ${arm.answer}`}
            map={map}
            arm={arm}
            index={index}
            edit={edit}
          />
        ))}
        <tr>
          <td>
            <input
              aria-label="New value"
              placeholder="value, value"
              value={added.patterns}
              onChange={({ target }) => setAdded({ ...added, patterns: target.value })}
              onKeyDown={({ key }) => key === "Enter" && add()}
            />
          </td>
          <td>
            <input
              aria-label="What the new value becomes"
              value={added.answer}
              onChange={({ target }) => setAdded({ ...added, answer: target.value })}
              onKeyDown={({ key }) => key === "Enter" && add()}
            />
          </td>
          <td>
            <button type="button" onClick={add}>
              Add
            </button>
          </td>
        </tr>
      </tbody>
    </table>
  );
}

interface ArmRowProps extends ValueTableProps {
  readonly arm: MapArm;
  readonly index: number;
}

function ArmRow({ map, arm, index, edit }: ArmRowProps) {
  const [patterns, setPatterns] = useState(arm.patterns === "" ? "else" : arm.patterns);
  const [answer, setAnswer] = useState(arm.answer);
  const what = arm.patterns === "" ? "everything else" : arm.patterns;

  function commit(): void {
    const isSame = patterns === (arm.patterns === "" ? "else" : arm.patterns) && answer === arm.answer;
    if (!isSame) void edit({ kind: "setArm", map: map.key, index, patterns, answer }, `${patterns} becomes ${answer}.`);
  }

  return (
    <tr>
      <td>
        <input
          aria-label={`Value ${index + 1}`}
          value={patterns}
          onChange={({ target }) => setPatterns(target.value)}
          onKeyDown={({ key }) => key === "Enter" && commit()}
          onBlur={commit}
        />
      </td>
      <td>
        <input
          aria-label={`What ${what} becomes`}
          value={answer}
          onChange={({ target }) => setAnswer(target.value)}
          onKeyDown={({ key }) => key === "Enter" && commit()}
          onBlur={commit}
        />
      </td>
      <td>
        <button
          type="button"
          aria-label={`Remove ${what}`}
          onClick={() => void edit({ kind: "removeArm", map: map.key, index }, `${what} is no longer in the table.`)}
        >
          ✕
        </button>
      </td>
    </tr>
  );
}
