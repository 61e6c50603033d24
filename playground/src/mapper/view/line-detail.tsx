import type { Diagnostic } from "@xmap/diagnostics";
import { useEffect, useId, useState } from "react";
import { lineWords } from "../layout/line-words.ts";
import type { MappingPicture, PictureLine, ViaName } from "../model/mapping-picture.ts";
import { TextBox } from "./text-box.tsx";
import type { EditPicture } from "./use-picture-edits.ts";
import { ValueTable } from "./value-table.tsx";

/** What a new map in place begins with: everything stays as it is on the other side. */
export const EMPTY_ARMS = "{ else -> keep }";
const ARMS = "\n";

interface LineDetailProps {
  readonly picture: MappingPicture;
  readonly line: PictureLine;
  readonly findings: readonly Diagnostic[];
  readonly edit: EditPicture;
  /** Whether its condition is to be written next. */
  readonly isConditionWanted: boolean;
  readonly onCondition: () => void;
  readonly onMoveEnd: (end: "source" | "target") => void;
  readonly onShowText: () => void;
  readonly onRemove: () => void;
}

/** All that a rule says, to be changed part by part; its text lies below for what has no field here. */
export function LineDetail(props: LineDetailProps) {
  const { picture, line, findings, edit, onMoveEnd, onShowText, onRemove } = props;
  const map = picture.maps.find(({ key }) => key === line.via?.map);
  const isOwn = line.included === undefined;
  const { id } = line;
  return (
    <div className="line-detail">
      <h2>Rule to {line.targetText}</h2>
      <p className="hint">{lineWords(line)}.</p>
      {findings.map(({ message, span, code }) => (
        <p className="bad" key={`${code} ${span.start}`}>
          {message}
        </p>
      ))}
      {isOwn ? (
        <>
          <TextBox
            label="Source"
            text={line.sourceText}
            onCommit={(text) => edit({ kind: "setSourceText", line: id, text }, "The source is another one.")}
          />
          {line.kind === "rule" && <Modifiers {...props} />}
          <div className="bar">
            <button type="button" onClick={() => onMoveEnd("source")}>
              Choose another source
            </button>
            <button type="button" onClick={() => onMoveEnd("target")}>
              Choose another target
            </button>
            <MoveButtons item={id} what={line.targetText} edit={edit} />
            <button type="button" onClick={onRemove}>
              Remove the rule
            </button>
          </div>
        </>
      ) : (
        <p className="hint">It comes with an include and is changed in its own set of rules.</p>
      )}
      <button type="button" onClick={onShowText}>
        Show the text
      </button>
      {map !== undefined && <ValueTable map={map} edit={edit} />}
    </div>
  );
}

function Modifiers({ picture, line, edit, isConditionWanted, onCondition }: LineDetailProps) {
  const { id } = line;
  const isTwoWay = picture.direction === "<->";
  return (
    <>
      <ViaSelect names={picture.viaNames} line={line} edit={edit} />
      {line.via !== undefined && (
        <TextBox
          label="Else, when nothing is found"
          text={line.via.otherwise ?? ""}
          placeholder={'keep, null, hold "…"'}
          onCommit={(text) =>
            edit(
              { kind: "setElse", line: id, text: text.trim() === "" ? undefined : text },
              "Another answer for nothing found.",
            )
          }
        />
      )}
      <TextBox
        label="Condition"
        text={line.condition ?? ""}
        placeholder="always"
        isWanted={isConditionWanted}
        onFocus={onCondition}
        onCommit={(text) =>
          edit({ kind: "setCondition", line: id, text: text.trim() === "" ? undefined : text }, "Another condition.")
        }
      />
      <div className="bar">
        {(["key", "once"] as const).map((mark) => (
          <Mark key={mark} mark={mark} line={line} edit={edit} />
        ))}
        {isTwoWay && <Direction line={line} edit={edit} />}
        {isTwoWay && <Master systems={picture.systems} line={line} edit={edit} />}
        {line.conversion !== undefined && <span className="badge">{line.conversion}</span>}
      </div>
    </>
  );
}

interface PartProps {
  readonly line: PictureLine;
  readonly edit: EditPicture;
}

function Mark({ mark, line, edit }: PartProps & { readonly mark: "key" | "once" }) {
  const [isOn, setOn] = useState(line[mark]);
  useEffect(() => setOn(line[mark]), [line, mark]);
  return (
    <label>
      <input
        type="checkbox"
        checked={isOn}
        onChange={({ target: { checked } }) => {
          setOn(checked);
          const done = `${mark} is ${checked ? "set" : "taken away"}.`;
          void edit({ kind: "setMark", line: line.id, mark, isOn: checked }, done).then((problem) => {
            if (problem !== undefined) setOn(!checked);
          });
        }}
      />{" "}
      {mark}
    </label>
  );
}

const ARROWS = { "->": "to the right", "<-": "to the left", "<->": "both ways" } as const;

function Direction({ line, edit }: PartProps) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>Direction</label>
      <select
        id={id}
        value={line.direction}
        onChange={({ target }) => {
          const direction = (["->", "<-", "<->"] as const).find((arrow) => arrow === target.value);
          if (direction !== undefined)
            void edit({ kind: "setDirection", line: line.id, direction }, `The rule goes ${ARROWS[direction]}.`);
        }}
      >
        {Object.entries(ARROWS).map(([arrow, words]) => (
          <option key={arrow} value={arrow}>
            {words}
          </option>
        ))}
      </select>
    </>
  );
}

function Master({ systems, line, edit }: PartProps & { readonly systems: readonly string[] }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>Master</label>
      <select
        id={id}
        value={line.master ?? ""}
        onChange={({ target }) =>
          void edit(
            { kind: "setMaster", line: line.id, system: target.value === "" ? undefined : target.value },
            target.value === "" ? "Nobody decides any more." : `${target.value} decides.`,
          )
        }
      >
        <option value="">none</option>
        {systems.map((system) => (
          <option key={system}>{system}</option>
        ))}
      </select>
    </>
  );
}

function ViaSelect({ names, line, edit }: PartProps & { readonly names: readonly ViaName[] }) {
  const id = useId();
  const { via } = line;
  const value = via === undefined ? "" : via.kind === "arms" ? ARMS : via.name;
  const isKnown = value === "" || value === ARMS || names.some(({ name }) => name === value);
  return (
    <div className="text-box">
      <label htmlFor={id}>Through</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          const chosen = target.value;
          const text = chosen === "" ? undefined : chosen === ARMS ? EMPTY_ARMS : chosen;
          const done = text === undefined ? "The value goes over as it is." : `The value goes through ${text}.`;
          void edit({ kind: "setVia", line: line.id, text }, done);
        }}
      >
        <option value="">nothing</option>
        {!isKnown && <option>{value}</option>}
        <option value={ARMS}>values written here</option>
        {names.map(({ kind, name }) => (
          <option key={`${kind} ${name}`} value={name}>
            {kind} {name}
          </option>
        ))}
      </select>
    </div>
  );
}

interface MoveButtonsProps {
  readonly item: string;
  readonly what: string;
  readonly edit: EditPicture;
}

/** A statement one place up or down. */
export function MoveButtons({ item, what, edit }: MoveButtonsProps) {
  return (
    <>
      <button
        type="button"
        aria-label={`Move ${what} up`}
        onClick={() => void edit({ kind: "moveItem", item, by: -1 }, `${what} stands one place higher.`)}
      >
        ↑
      </button>
      <button
        type="button"
        aria-label={`Move ${what} down`}
        onClick={() => void edit({ kind: "moveItem", item, by: 1 }, `${what} stands one place lower.`)}
      >
        ↓
      </button>
    </>
  );
}
