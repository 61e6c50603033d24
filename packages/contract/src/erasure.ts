/** What is to be erased of a person. */
export interface Erasure {
  /** Texts of the references of the person's records. Their contents are erased; that they are linked is kept. */
  readonly records: readonly string[];
  /** The person's e-mail address, name and the like: taken out of texts that belong to no record. */
  readonly texts: readonly string[];
}

export interface ErasureReport {
  /** Rows whose content was erased. */
  readonly rows: number;
  /** Audit records whose values nobody can prove or guess any more. */
  readonly audits: number;
  /** False while another process reads the store: what was erased can still lie in the file's unused parts. */
  readonly clean: boolean;
}
