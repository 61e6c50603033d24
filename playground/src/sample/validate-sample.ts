import type { EntitySchema } from "@xmap/contract";
import { Ajv2020, type ErrorObject, type ValidateFunction } from "ajv/dist/2020.js";
import type { SampleFault } from "./sample-protocol.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Checks samples against schemas; a schema that was compiled is kept. */
export class SampleValidator {
  readonly #compiled = new Map<string, ValidateFunction>();

  /** What is wrong, the first mistake of each place; a schema that cannot be used is said to be so. */
  validate(schema: EntitySchema, record: unknown): readonly SampleFault[] {
    let validate: ValidateFunction;
    try {
      validate = this.#compile(schema);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return [{ path: [], message: `the schema cannot be used: ${reason}` }];
    }
    return validate(record) ? [] : (validate.errors ?? []).map(faultOf);
  }

  #compile(schema: EntitySchema): ValidateFunction {
    const text = JSON.stringify(schema);
    const known = this.#compiled.get(text);
    if (known !== undefined) return known;
    const { $id: _id, $schema: _dialect, ...rest } = schema;
    const ajv = new Ajv2020({ allErrors: true, strict: false });
    ajv.addFormat("date", isDay);
    ajv.addFormat("date-time", (text) => INSTANT.test(text) && isDay(text.slice(0, 10)));
    const fresh = ajv.compile(rest);
    this.#compiled.set(text, fresh);
    return fresh;
  }
}

function isDay(text: string): boolean {
  return DAY.test(text) && isInCalendar(text);
}

function faultOf(error: ErrorObject): SampleFault {
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
  if (error.keyword === "required") return { path, message: `misses the field ${error.params.missingProperty}` };
  if (error.keyword === "enum")
    return { path, message: `must be one of ${JSON.stringify(error.params.allowedValues)}` };
  if (error.keyword === "additionalProperties")
    return { path, message: `has no field ${error.params.additionalProperty}` };
  return { path, message: error.message ?? "does not fit" };
}

function isInCalendar(day: string): boolean {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const moment = new Date(Date.UTC(year, month - 1, date));
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === date;
}
