/** A mapping met a value that it cannot work with; the record is rejected with the rule's name. */
export class MappingError extends Error {
  override readonly name = "MappingError";
  /** JSONata's code (`T2001`) where JSONata has one, else a short word. */
  readonly code: string;
  /** The rule's stable id, where it is known. */
  readonly rule: string | undefined;

  constructor(code: string, message: string, rule?: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.rule = rule;
  }
}
