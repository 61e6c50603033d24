/** What a field of the contract holds. */
export type FieldType =
  | "string"
  | "decimal"
  | "double"
  | "int"
  | "short"
  | "byte"
  | "long"
  | "boolean"
  | "dateTime"
  | "day"
  | "guid";

/** Types by the name of the wrapper in the endpoint's description. */
export const WRAPPERS: ReadonlyMap<string, FieldType> = new Map([
  ["StringValue", "string"],
  ["DecimalValue", "decimal"],
  ["DoubleValue", "double"],
  ["IntValue", "int"],
  ["ShortValue", "short"],
  ["ByteValue", "byte"],
  ["LongValue", "long"],
  ["BooleanValue", "boolean"],
  ["DateTimeValue", "dateTime"],
  ["GuidValue", "guid"],
]);

/** Points in time of which only the day counts: the contract has no type of its own for them. */
const DAYS: ReadonlySet<string> = new Set(
  `ApplicationDate CancelByDate CashDiscountDate Date DocumentDate DueDate EffectiveDate EndDate ExpirationDate
  FirstDueDate InvoiceDate LaunchDate OrderDate PostDate PromisedOn RequestedOn SchedOrderDate ScheduledShipmentDate
  ShipmentDate ShipOn StartDate TerminationDate TransactionDate`.split(/\s+/),
);

/** True for a field of date and time that holds a day. */
export function isDay(field: string): boolean {
  return DAYS.has(field);
}
