import { type ConnectorSettings, Failure } from "@xmap/contract";

/** The mapping asks for something that the connector does not do: nobody retries it. */
export function unsupported(settings: ConnectorSettings, operation: string, message: string): Failure {
  return new Failure({ class: "SchemaDrift", system: settings.system, operation, message });
}
