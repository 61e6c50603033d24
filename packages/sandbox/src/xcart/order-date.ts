/** Epoch seconds as orders show them: `2026-03-04T16:22:09+0000`. */
export function formatOrderDate(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}+0000`;
}

/** Epoch seconds as profiles and products show them, products in the server's zone: `2026-03-04T17:22:09+01:00`. */
export function formatAtomDate(seconds: number, zoneMinutes = 0): string {
  const zone = [Math.floor(Math.abs(zoneMinutes) / 60), Math.abs(zoneMinutes) % 60];
  const offset = `${zoneMinutes < 0 ? "-" : "+"}${zone.map((part) => String(part).padStart(2, "0")).join(":")}`;
  return `${new Date((seconds + zoneMinutes * 60) * 1000).toISOString().slice(0, 19)}${offset}`;
}

/** Reads a filter's date (ISO 8601 or `@seconds`), UTC unless it says otherwise; undefined when it is none. */
export function parseFilterDate(value: string): number | undefined {
  if (/^@-?\d+$/.test(value)) {
    return Number(value.slice(1));
  }
  const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?\s*(Z|[+-]\d{2}:?\d{2})?$/.exec(value);
  if (parts === null) {
    return undefined;
  }
  const zone = (parts[3] ?? "Z").replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
  const time = Date.parse(`${parts[1]}T${parts[2] ?? "00:00:00"}${zone}`);
  return Number.isNaN(time) ? undefined : time / 1000;
}
