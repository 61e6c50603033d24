import type { Statements } from "./statements.ts";

const COUNTS = `SELECT name, sum(count) AS count FROM (
  SELECT flow.name AS name, count(*) AS count FROM work JOIN flow ON flow.id = work.flow GROUP BY flow.name
  UNION ALL
  SELECT flow AS name, count(*) AS count FROM waiting WHERE closed_at IS NULL GROUP BY flow
) GROUP BY name ORDER BY name`;

/** Records of each flow that are pending or wait for a person. */
export function countByFlow(statements: Statements): ReadonlyMap<string, number> {
  return new Map(statements.all(COUNTS).map(({ name, count }) => [String(name), Number(count)]));
}
