import type { Conversion } from "../program.ts";
import { isBooleanLike, isTextLike } from "../types/classify.ts";
import type { Type } from "../types/type.ts";

/** Whether a value can go into a target, and how. */
export type ConversionPlan =
  | { readonly kind: "fits"; readonly conversion: Conversion }
  | { readonly kind: "mismatch"; readonly help?: string }
  | { readonly kind: "lossy" }
  /** A value of the closed set that the target's does not have. */
  | { readonly kind: "outsideSet"; readonly value: string | number | boolean };

const NONE: ConversionPlan = { kind: "fits", conversion: "none" };
const MISMATCH: ConversionPlan = { kind: "mismatch" };

function mismatch(help: string): ConversionPlan {
  return { kind: "mismatch", help };
}

function toText(source: Type, target: Type): ConversionPlan {
  if (isTextLike(source) || source.kind === "instant" || source.kind === "day") return NONE;
  if (source.kind === "reference") return source.base === "text" ? NONE : { kind: "fits", conversion: "toText" };
  if (source.kind === "number" || source.kind === "decimal" || source.kind === "enumeration")
    return { kind: "fits", conversion: "toText" };
  if (source.kind === "record") return mismatch("name one of its fields");
  if (source.kind === "list" || target.kind === "null") return MISMATCH;
  return mismatch("say it as text with `$string(…)`");
}

function toEnumeration(source: Type, values: readonly (string | number | boolean)[]): ConversionPlan {
  if (source.kind === "enumeration") {
    const outside = source.values.find((value) => !values.includes(value));
    return outside === undefined ? NONE : { kind: "outsideSet", value: outside };
  }
  if (source.kind === "boolean" && values.includes(true) && values.includes(false)) return NONE;
  const scalar = source.kind === "text" || source.kind === "number";
  return scalar ? mismatch('map it to the values: `via { "…" -> "…" }`') : MISMATCH;
}

function toNumber(source: Type, integer: boolean, plainPath: boolean): ConversionPlan {
  switch (source.kind) {
    case "number":
      return integer && !source.integer ? { kind: "lossy" } : NONE;
    case "decimal":
      return integer ? { kind: "lossy" } : NONE;
    case "money":
      if (integer) return { kind: "lossy" };
      return plainPath ? NONE : { kind: "fits", conversion: "toAmount" };
    case "reference":
      return source.base === "integer" ? NONE : { kind: "fits", conversion: "toNumber" };
    case "text":
      return { kind: "fits", conversion: "toNumber" };
    case "boolean":
      return mismatch("say which numbers are meant: `… ? 1 : 0`");
    case "record":
      return mismatch("name one of its fields");
    case "enumeration": {
      const bad = source.values.find(
        (value) => Number.isNaN(Number(value)) || value === "" || typeof value === "boolean",
      );
      if (bad !== undefined) return MISMATCH;
      if (integer && source.values.some((value) => !Number.isInteger(Number(value)))) return { kind: "lossy" };
      return {
        kind: "fits",
        conversion: source.values.every((value) => typeof value === "number") ? "none" : "toNumber",
      };
    }
    default:
      return MISMATCH;
  }
}

function toDecimal(source: Type, digits: number, plainPath: boolean): ConversionPlan {
  if (source.kind === "decimal" && source.digits > digits) return { kind: "lossy" };
  return toNumber(source, false, plainPath);
}

function toReference(source: Type, target: Type & { kind: "reference" }): ConversionPlan {
  if (source.kind === "reference")
    return source.system === target.system && source.resource === target.resource
      ? NONE
      : mismatch("find the record with a lookup or a binding: `via …`");
  if (target.base === "text") return isTextLike(source) ? NONE : MISMATCH;
  if (source.kind === "number" && source.integer) return NONE;
  if (source.kind === "enumeration" && source.values.every((value) => Number.isInteger(value))) return NONE;
  return mismatch("find the record with a lookup or a binding: `via …`");
}

function toScalar(source: Type, target: Type, plainPath: boolean): ConversionPlan {
  switch (target.kind) {
    case "text":
      return toText(source, target);
    case "enumeration":
      return toEnumeration(source, target.values);
    case "number":
      return toNumber(source, target.integer, plainPath);
    case "decimal":
      return toDecimal(source, target.digits, plainPath);
    case "money":
      return toNumber(source, false, plainPath);
    case "boolean":
      return isBooleanLike(source) ? NONE : mismatch("say what is true: `x = …` or `$boolean(x)`");
    case "instant":
      return source.kind === "instant" ? NONE : MISMATCH;
    case "day":
      if (source.kind === "instant") return { kind: "fits", conversion: "toDay" };
      return source.kind === "day" ? NONE : MISMATCH;
    case "reference":
      return toReference(source, target);
    case "record":
      return source.kind === "record" ? mismatch("map its fields in a block: `… -> … { }`") : MISMATCH;
    default:
      return source.kind === target.kind ? NONE : MISMATCH;
  }
}

function toList(source: Type, item: Type, plainPath: boolean): ConversionPlan {
  const given = source.kind === "list" ? source.item : source;
  const inside = given.kind === "unknown" ? NONE : planConversion(given, item, plainPath);
  if (inside.kind !== "fits") return inside;
  if (inside.conversion !== "none") return MISMATCH;
  return source.kind === "list" && !source.sequence ? NONE : { kind: "fits", conversion: "list" };
}

/** Every value that a union can hold goes into the target, all of them in one way. */
function fromUnion(members: readonly Type[], target: Type, plainPath: boolean): ConversionPlan {
  let all: Conversion = "none";
  for (const member of members) {
    const plan = planConversion(member, target, plainPath);
    if (plan.kind !== "fits") return plan;
    if (plan.conversion === "none" || plan.conversion === all) continue;
    if (all !== "none" || plan.conversion === "toAmount") return MISMATCH;
    all = plan.conversion;
  }
  return { kind: "fits", conversion: all };
}

/** Into the kind among several that takes the value as it is. */
function toUnion(source: Type, members: readonly Type[], plainPath: boolean): ConversionPlan {
  const plans = members.map((member) => planConversion(source, member, plainPath));
  return plans.find((plan) => plan.kind === "fits" && plan.conversion === "none") ?? MISMATCH;
}

/** How a value of one type goes into a target of another; `plainPath`: the value is a field as it was read. */
export function planConversion(source: Type, target: Type, plainPath: boolean): ConversionPlan {
  if (source.kind === "unknown" || target.kind === "unknown" || source.kind === "null") return NONE;
  if (source.kind === "union") return fromUnion(source.members, target, plainPath);
  if (target.kind === "union") return toUnion(source, target.members, plainPath);
  if (target.kind === "list") return toList(source, target.item, plainPath);
  if (source.kind !== "list") return toScalar(source, target, plainPath);
  if (!source.sequence) return mismatch("take one value with a position: `[0]`");
  const inside = source.item.kind === "unknown" ? NONE : planConversion(source.item, target, plainPath);
  if (inside.kind !== "fits") return inside;
  return inside.conversion === "none"
    ? { kind: "fits", conversion: "single" }
    : mismatch("take one value with a position: `[0]`");
}
