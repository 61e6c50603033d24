/** The identity of one record in one declared system. Every part of the key is text. */
export interface RecordReference {
  /** The declared instance's name (`shop`, `erp`), never a URL. */
  readonly system: string;
  /** The entity's name in the mapping (`Order`). */
  readonly entity: string;
  readonly key: readonly string[];
}

/** Text form: `shop/Order/5207`, each part percent-encoded, the key's parts joined by `,`. */
export function formatRecordReference(reference: RecordReference): string {
  const [only] = reference.key;
  const isSingle = reference.key.length === 1 && only !== undefined;
  const key = isSingle ? encodePart(only) : reference.key.map(encodePart).join(",");
  return `${encodePart(reference.system)}/${encodePart(reference.entity)}/${key}`;
}

/** Reads the text form; throws a RangeError that names the text when it is not one. */
export function parseRecordReference(text: string): RecordReference {
  const [system, entity, key, ...rest] = text.split("/");
  if (system && entity && key !== undefined && rest.length === 0) {
    try {
      const [decodedSystem, decodedEntity] = [decodeURIComponent(system), decodeURIComponent(entity)];
      return { system: decodedSystem, entity: decodedEntity, key: key.split(",").map(decodeURIComponent) };
    } catch {
      // A stray percent sign: no reference either.
    }
  }
  throw new RangeError(`"${text}" is not a record reference of the form system/Entity/key`);
}

/** True when both name the same record. */
export function sameRecord(left: RecordReference, right: RecordReference): boolean {
  return formatRecordReference(left) === formatRecordReference(right);
}

/** Letters, digits and signs that no encoding changes: nearly every part. */
const PLAIN = /^[\w.~-]*$/;

function encodePart(part: string): string {
  if (PLAIN.test(part)) return part;
  return encodeURIComponent(part.toWellFormed());
}
