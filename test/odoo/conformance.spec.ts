import { describeConnectorConformance } from "@xmap/testing/connector";
import { odooSubject } from "../../packages/connectors/test/odoo/conformance-subject.ts";
import { realHost } from "./conformance-host.ts";

const host = await realHost();
for (const transport of ["json-rpc", "json-2"] as const) describeConnectorConformance(odooSubject(transport, host));
