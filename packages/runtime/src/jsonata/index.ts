export {
  applyTo,
  asArgument,
  call,
  callNamed,
  callNative,
  lambda,
  nativeValue,
  OPEN,
  partial,
  partialNamed,
  TailCall,
} from "./callable.ts";
export { compute, type Given } from "./embedded.ts";
export { binding, defineExpression, type Expression, UNBOUND } from "./expression.ts";
export { evaluated, evaluateText, focusOr, unreadable } from "./functions/evaluation.ts";
export { integrations } from "./functions/integrations.ts";
export { functions } from "./functions/table.ts";
export { constructorContext, groupBy, groupTuples, itemsToGroup } from "./group.ts";
export { candidates, isLong } from "./join-index.ts";
export { JsonataError } from "./jsonata-error.ts";
export { put } from "./objects.ts";
export {
  add,
  addRange,
  booleanOf,
  concatenate,
  divide,
  equal,
  isGreater,
  isGreaterOrEqual,
  isIn,
  isLess,
  isLessOrEqual,
  isTrue,
  multiply,
  negate,
  remainder,
  selections,
  subtract,
  unequal,
} from "./operators.ts";
export {
  descendants,
  end,
  endList,
  endSorted,
  flatten,
  groupItems,
  itemAt,
  lastStep,
  lastStepList,
  lookup,
  newSequence,
  step,
  wildcard,
} from "./path.ts";
export { regularExpression } from "./regular-expression.ts";
export type { Bindings, CompiledText, ExpressionBody, Limits, RunOptions } from "./run.ts";
export {
  addAll,
  addOne,
  appendAll,
  asSequence,
  constructed,
  hasNoMembers,
  itemsOf,
  listOf,
  membersOf,
  settled,
  settledList,
  unwrapped,
} from "./sequence.ts";
export { sortBy } from "./sort.ts";
export { transform } from "./transform.ts";
export { asTuples, endTuples, newTuples, numberedTuples, type Tuple, tupleAt } from "./tuples.ts";
