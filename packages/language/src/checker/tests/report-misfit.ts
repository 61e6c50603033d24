import { optional } from "../../types/make-type.ts";
import type { Type } from "../../types/type.ts";
import type { CheckContext } from "../check-context.ts";
import { findMisfits, type Misfit, pathText } from "./find-misfits.ts";
import { type JsonLiteral, literalAt } from "./json-literal.ts";

/** Whether what a test expects fits its type; says where it does not. What has no value is expected as null. */
export function fitsExpected(literal: JsonLiteral, type: Type, context: CheckContext): boolean {
  const misfits = findMisfits(literal.value, optional(type), () => false).filter(
    (misfit) => misfit.kind !== "value" || misfit.found !== "null",
  );
  for (const misfit of misfits) reportMisfit(misfit, literal, context);
  return misfits.length === 0;
}

function reportMisfit(misfit: Misfit, literal: JsonLiteral, context: CheckContext): void {
  const { span } = literalAt(literal, misfit.path);
  switch (misfit.kind) {
    case "value":
    case "outside": {
      const { wanted, found, help } = misfit;
      const target = pathText(misfit.path);
      context.report({ code: "wrong-expectation", span, values: { target, wanted, found }, help });
      return;
    }
    case "unknown":
      context.report({
        code: "wrong-expectation",
        wording: "unknown",
        span,
        values: { record: misfit.record, name: misfit.field },
        help: misfit.help,
      });
      return;
    case "missing":
      return;
  }
}
