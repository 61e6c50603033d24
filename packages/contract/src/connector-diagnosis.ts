export type DiagnosedAction = "read" | "write" | "create";

export interface DiagnosedRight {
  readonly resource: string;
  readonly action: DiagnosedAction;
  readonly allowed: boolean;
}

/** What a system says of itself and of the account that the connector uses. Text is for people. */
export interface ConnectorDiagnosis {
  readonly product: string;
  readonly version?: string;
  /** Edition or hosting: `Community`, `Enterprise`. */
  readonly variant?: string;
  /** Who is signed in, and for which company or tenant. */
  readonly account?: string;
  readonly locale?: string;
  /** The code of the currency that new documents have: `EUR`. */
  readonly currency?: string;
  /** The system's clock in milliseconds since 1970. */
  readonly serverTime?: number;
  /** When the key ends, in milliseconds since 1970. */
  readonly keyExpires?: number;
  readonly rights: readonly DiagnosedRight[];
  /** Named resources that the system does not have. */
  readonly missing?: readonly string[];
  /** True where one right covers everything: it cannot be narrowed to some resources. */
  readonly isIndivisible?: boolean;
  /** What is worth a look, a sentence each. */
  readonly notes: readonly string[];
}
