import type { ChangesPage, ChangesRequest, ConnectorDiagnosis, SchemaDocument } from "@xmap/contract";
import type { XCartResources } from "./resources/resource.ts";

/** One shop, whichever API it has. */
export interface Shop {
  readonly address: string;
  readonly resources: XCartResources;
  /** Proves that the key is accepted, and does so while some order cannot be read. */
  probe(): Promise<void>;
  capabilities(): Promise<readonly string[]>;
  /** Changed orders by their stamp; undefined for resources that are scanned. */
  readChanged(request: ChangesRequest): Promise<ChangesPage | undefined>;
  /** What the shop tells of itself and of the key. */
  diagnose(resources: readonly string[]): Promise<ConnectorDiagnosis>;
  /** The shop's description of its API; undefined where it has none. */
  describeApi?(resources: readonly string[]): Promise<SchemaDocument>;
  close(): void;
}
