import type { Json, JsonObject } from "../../server/json.ts";
import { schemaOf, type TopLevelEntity } from "../contract/entities.ts";
import type { FieldType } from "../contract/schema.ts";
import type { Selection } from "../query/selection.ts";
import { showInstant } from "./field-value.ts";
import type { Merged } from "./merge.ts";
import type { CustomValue, Row, Scalar } from "./row.ts";

/** Views of detail lines that can hold files. */
const DETAIL_VIEWS: { readonly [type: string]: string } = {
  SalesOrderDetail: "Transactions",
  ShipmentDetail: "Transactions",
  ShipmentPackage: "Packages",
  SalesInvoiceDetail: "Transactions",
  JournalTransactionDetail: "GLTranModuleBatNbr",
};

/** What an answer needs to know besides the record. */
export type OutputFrame = {
  readonly entity: TopLevelEntity;
  /** Path of the endpoint, e.g. `/AcuSandbox/entity/Default/24.200.001`. */
  readonly endpointPath: string;
  /** The id under which this session knows a line or a linked entity. */
  shownId(row: Row): string;
  /** Files of a record. */
  files(row: Row): readonly JsonObject[];
};

/** A record as an answer shows it. Values of no type of the contract stay inside. */
export function showRecord(row: Row, selection: Selection, frame: OutputFrame, rowNumber = 1): JsonObject {
  return showLevel(row, selection, frame, rowNumber, true);
}

function showLevel(row: Row, selection: Selection, frame: OutputFrame, rowNumber: number, isTop: boolean): JsonObject {
  const schema = schemaOf(row.type);
  const shown: { [name: string]: Json } = {
    id: isTop ? row.id : frame.shownId(row),
    rowNumber,
    note: { value: row.note },
  };
  for (const [field, type] of schema.fields) {
    if (selection.fields === undefined || selection.fields.has(field)) {
      const value = field === "NoteID" ? row.id : (row.values[field] ?? null);
      shown[field] = showValue(type, value);
    }
  }
  for (const [name, part] of selection.parts) {
    const linked = row.links[name];
    if (linked !== undefined) {
      shown[name] = showLevel(linked, part, frame, 1, false);
    }
    const lines = row.rows[name];
    if (lines !== undefined) {
      shown[name] = lines.map((line, index) => showLevel(line, part, frame, index + 1, false));
    }
  }
  if (selection.hasFiles) {
    shown.files = frame.files(row);
  }
  shown.custom = showCustom(row, selection.custom);
  return { ...shown, ...linksOf(row, frame, isTop) };
}

/** A wrapped value; no value is an empty object. */
export function showValue(type: FieldType, value: Scalar): JsonObject {
  if (value === null) {
    return {};
  }
  return { value: type === "dateTime" && typeof value === "string" ? showInstant(value) : value };
}

function showCustom(row: Row, wanted: ReadonlySet<string>): JsonObject {
  const views: { [view: string]: { [field: string]: CustomValue } } = {};
  for (const path of wanted) {
    const [view = "", field] = path.split(".");
    const stored = row.custom[view] ?? {};
    const fields = field === undefined ? Object.keys(stored) : [field];
    for (const name of path === "*" ? [] : fields) {
      const value = stored[name] ?? { type: "CustomStringField", value: null };
      views[view] = { ...views[view], [name]: value };
    }
  }
  return wanted.has("*") ? row.custom : views;
}

function linksOf(row: Row, { entity, endpointPath, shownId }: OutputFrame, isTop: boolean): JsonObject {
  if (entity.isInquiry) {
    return {};
  }
  const view = isTop ? entity.view : DETAIL_VIEWS[row.type];
  if (view === undefined) {
    return {};
  }
  const id = isTop ? row.id : shownId(row);
  const put = `${endpointPath}/files/${entity.graph}/${view}/${id}/{filename}`;
  return {
    _links: isTop ? { self: `${endpointPath}/${entity.name}/${row.id}`, "files:put": put } : { "files:put": put },
  };
}

/** The sent part of a record with its errors, as a refused write shows it; a key without a number is `<NEW>`. */
export function showErrors(row: Row, merged: Merged, frame: OutputFrame, isNew: boolean): JsonObject {
  const caption = frame.entity.caption;
  const verb = isNew ? "Inserting " : "Updating ";
  const message = `${verb} '${caption}' record raised at least one error. Please review the errors.`;
  const keys = frame.entity.keys.map((key, index) => {
    const isNumber = isNew && index === frame.entity.keys.length - 1 && !merged.wasSent(row, key);
    return [key, isNumber ? { value: "<NEW>" } : showValue("string", row.values[key] ?? null)] as const;
  });
  const { id, rowNumber, note, ...members } = showErrorLevel(row, merged, frame, 1, true);
  return {
    id: id ?? null,
    rowNumber: rowNumber ?? 1,
    note: note ?? {},
    error: merged.recordError ?? message,
    ...Object.fromEntries(keys),
    ...members,
  };
}

function showErrorLevel(row: Row, merged: Merged, frame: OutputFrame, rowNumber: number, isTop: boolean): JsonObject {
  const sent = merged.sentOf(row);
  const errors = merged.errorsOf(row);
  const schema = schemaOf(row.type);
  const shown: { [name: string]: Json } = {
    id: isTop ? row.id : frame.shownId(row),
    rowNumber,
    note: { value: row.note },
  };
  for (const [field, type] of schema.fields) {
    const error = errors[field];
    if (error !== undefined) {
      shown[field] = { ...showValue(type, row.values[field] ?? null), error };
    } else if (sent !== undefined && field in sent.values) {
      shown[field] = showValue(type, row.values[field] ?? null);
    }
  }
  for (const [name, linked] of Object.entries(row.links)) {
    if (merged.sentOf(linked) !== undefined || Object.keys(merged.errorsOf(linked)).length > 0) {
      shown[name] = showErrorLevel(linked, merged, frame, 1, false);
    }
  }
  for (const [name, lines] of Object.entries(row.rows)) {
    const touched = lines.filter(
      (line) => merged.sentOf(line) !== undefined || Object.keys(merged.errorsOf(line)).length > 0,
    );
    if (touched.length > 0) {
      shown[name] = touched.map((line, index) => showErrorLevel(line, merged, frame, index + 1, false));
    }
  }
  return { ...shown, custom: row.custom, ...linksOf(row, frame, isTop) };
}
