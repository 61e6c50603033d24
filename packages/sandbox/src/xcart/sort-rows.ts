/** What a list can be sorted by: the query's name for it, and the value of a row. */
export type SortFields<Row> = { readonly [name: string]: (row: Row) => string | number };

/** By the query's sorts (`order[name]=asc`), the first before the next; sorts that the list does not know are ignored. */
export function sortRows<Row>(rows: readonly Row[], query: URLSearchParams, fields: SortFields<Row>): readonly Row[] {
  const sorts = [...query].flatMap(([parameter, value]) => {
    const name = /^order\[(\w+)\]$/.exec(parameter)?.[1] ?? "";
    const valueIn = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const direction = value.toLowerCase();
    return valueIn === undefined || (direction !== "asc" && direction !== "desc")
      ? []
      : [{ valueIn, sign: direction === "asc" ? 1 : -1 }];
  });
  if (sorts.length === 0) {
    return rows;
  }
  const compare = (left: string | number, right: string | number): number => (left < right ? -1 : left > right ? 1 : 0);
  return rows.toSorted((left, right) =>
    sorts.reduce((order, { valueIn, sign }) => order || sign * compare(valueIn(left), valueIn(right)), 0),
  );
}
