import type { Declaration } from "@xmap/grammar";
import type { AnySymbol } from "../binder/any-symbol.ts";
import type { CheckedFile } from "../program.ts";
import { checkBinding, checkRules, declareBinding, declareRules } from "./check-binding.ts";
import { type CheckContext, declaredNameOf } from "./check-context.ts";
import { checkEntity } from "./check-entity.ts";
import { checkFlow } from "./check-flow.ts";
import { checkLookup } from "./check-lookup.ts";
import { checkMap } from "./check-map.ts";
import { checkPolicy } from "./check-policy.ts";
import { checkSystem } from "./check-system.ts";
import { checkTest } from "./check-test.ts";
import { checkDirectionMarks } from "./direction-marks.ts";
import { checkFlowOrder } from "./rules/flow-order.ts";
import { checkPrerequisiteCycles } from "./rules/prerequisite-cycles.ts";
import { reviewBinding, reviewRules } from "./rules/review-binding.ts";
import { reviewFlow } from "./steps/review-flow.ts";

type Named = Exclude<Declaration, { kind: "TestDeclaration" }>;

/** Checks the declarations of one kind and lets other declarations see their symbols. */
function checkEach<Kind extends Named["kind"], Symbol extends AnySymbol>(
  kind: Kind,
  context: CheckContext,
  check: (declaration: Extract<Named, { kind: Kind }>, context: CheckContext) => Symbol | undefined,
): Symbol[] {
  const symbols: Symbol[] = [];
  const isKind = (declaration: Declaration): declaration is Extract<Named, { kind: Kind }> => declaration.kind === kind;
  for (const declaration of context.file.declarations) {
    if (!isKind(declaration)) continue;
    const symbol = check(declaration, context);
    const declared = declaredNameOf(context, declaration.name);
    if (symbol === undefined || declared === undefined) continue;
    declared.symbol = symbol;
    symbols.push(symbol);
  }
  return symbols;
}

/** One file, kind by kind, so that declarations may stand in any order. */
export function checkFile(context: CheckContext, imports: readonly string[]): CheckedFile {
  const { project, file } = context;
  const systems = checkEach("SystemDeclaration", context, checkSystem);
  const entities = checkEach("EntityDeclaration", context, (declaration) => {
    const entity = checkEntity(declaration, context);
    if (entity !== undefined) project.entities.set(entity.type, entity);
    return entity;
  });
  const maps = checkEach("MapDeclaration", context, checkMap);
  const lookups = checkEach("LookupDeclaration", context, checkLookup);
  const bindings = checkEach("BindingDeclaration", context, declareBinding);
  const rules = checkEach("RulesDeclaration", context, declareRules);
  for (const symbol of rules) {
    project.pendingRules.set(symbol, () => {
      project.pendingRules.delete(symbol);
      checkRules(symbol, context);
    });
  }
  for (const symbol of rules) project.pendingRules.get(symbol)?.();
  for (const symbol of bindings) checkBinding(symbol, context);
  const policies = checkEach("PolicyDeclaration", context, checkPolicy);
  const flows = checkEach("FlowDeclaration", context, checkFlow);
  const tests = file.declarations
    .map((declaration) => (declaration.kind === "TestDeclaration" ? checkTest(declaration, context) : undefined))
    .filter((test) => test !== undefined);
  for (const symbol of rules) reviewRules(symbol, context);
  for (const symbol of bindings) reviewBinding(symbol, context);
  checkPrerequisiteCycles(bindings, context);
  checkFlowOrder(context);
  for (const symbol of flows) reviewFlow(symbol, context);
  checkDirectionMarks(context);
  return { file, imports, systems, entities, maps, lookups, rules, bindings, policies, flows, tests };
}
