import { describeConnectorConformance } from "@xmap/testing/connector";
import { odooSubject } from "./conformance-subject.ts";

describeConnectorConformance(odooSubject("json-2"));
