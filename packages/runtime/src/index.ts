export type {
  Answers,
  Ask,
  BindingModule,
  CallStepModule,
  DataRecord,
  EachStepModule,
  EntityModule,
  FindStepModule,
  FlowModule,
  HintModule,
  Keep,
  KeyField,
  Line,
  LineListModule,
  LookupModule,
  MappingModule,
  Money,
  NotifyStepModule,
  OutcomeModule,
  OutcomeStepModule,
  OutcomeWord,
  PolicyModule,
  ReadStepModule,
  Report,
  RequireStepModule,
  RuleModule,
  StepModule,
  SyncStepModule,
  SystemModule,
  SystemOptionModule,
  TriggerModule,
  Value,
  ValueStepModule,
  WhenStepModule,
  WriteStepModule,
} from "@xmap/contract";
export { KEEP, MODULE_CONTRACT } from "@xmap/contract";
export { cover } from "./testing/coverage.ts";
export { houseNumber, postalCode } from "./values/addresses.ts";
export {
  abs,
  add,
  average,
  ceil,
  divide,
  floor,
  maximum,
  minimum,
  modulo,
  multiply,
  negate,
  round,
  subtract,
  sum,
} from "./values/arithmetic.ts";
export { boolean, exists, not, truthy } from "./values/boolean.ts";
export { differs, equals, greaterOrEqual, greaterThan, isIn, lessOrEqual, lessThan } from "./values/comparison.ts";
export { countryCode, countryName, stateCode, stateName } from "./values/countries.ts";
export { currencyDigits, formatMoney, roundMoney } from "./values/currencies.ts";
export { slug, textHash } from "./values/identifiers.ts";
export type { Input } from "./values/input.ts";
export { dayIn, firstName, joinName, lastName, street } from "./values/integration.ts";
export { unlessKept, withoutKeep } from "./values/kept.ts";
export { append, count, distinct, flat, list, reverse, single, singleOf } from "./values/lists.ts";
export { MappingError } from "./values/mapping-error.ts";
export { matching } from "./values/matching.ts";
export {
  addMoney,
  amount,
  compareMoney,
  differentMoney,
  equalMoney,
  maximumMoney,
  minimumMoney,
  money,
  multiplyMoney,
  negateMoney,
  subtractMoney,
  sumMoney,
} from "./values/money.ts";
export { initials, titleCase } from "./values/people.ts";
export { phone } from "./values/phone.ts";
export { keys, lookupField, merge } from "./values/records.ts";
export { duringRun, millis, now, type RunStart } from "./values/run-start.ts";
export {
  isMultipleOf,
  isShorter,
  matchesPattern,
  requireRecord,
  requireSchema,
  type SchemaCheck,
} from "./values/schema-words.ts";
export * as shape from "./values/shape.ts";
export { checked } from "./values/shape.ts";
export { type SortTerm, sorted } from "./values/sorted.ts";
export {
  concatenate,
  contains,
  join,
  length,
  lowercase,
  number,
  replace,
  split,
  startsWith,
  string,
  substring,
  substringAfter,
  substringBefore,
  text,
  trim,
  uppercase,
  validateText,
} from "./values/text.ts";
export { isLonger, wrongValue } from "./values/wrong-value.ts";
export { instantOf, localTime } from "./values/zones.ts";
