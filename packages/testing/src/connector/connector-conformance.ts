import { describe } from "vitest";
import { describeChanges } from "./changes-suite.ts";
import { describeClosing } from "./close-suite.ts";
import { describeDescription } from "./description-suite.ts";
import { describeFailures } from "./failure-suite.ts";
import { describeListing } from "./list-suite.ts";
import { describeLookup } from "./lookup-suite.ts";
import { describeMany } from "./many-suite.ts";
import { describeOperations } from "./operation-suite.ts";
import { describeReading } from "./read-suite.ts";
import { describeSearching } from "./search-suite.ts";
import { type ConnectorSubject, isNotOffered } from "./subject.ts";
import { describeWebhooks } from "./webhook-suite.ts";
import { describeWriting } from "./write-suite.ts";

/** What every connector to a system with records must do. The subject says how, and what it cannot do and why. */
export function describeConnectorConformance<Server>(subject: ConnectorSubject<Server>): void {
  const { search, list, changes, lookup, failures, webhook } = subject;
  describe(`the connector ${subject.name}`, () => {
    describe("description", () => describeDescription(subject));
    describe("read", () => describeReading(subject));
    if (!isNotOffered(search)) describe("search", () => describeSearching(subject, search));
    if (!isNotOffered(list)) describe("list", () => describeListing(subject, list));
    if (!isNotOffered(lookup)) describe("lookup", () => describeLookup(subject, lookup));
    for (const one of isNotOffered(changes) ? [] : changes)
      describe(`changes of ${one.resource}`, () => describeChanges(subject, one));
    describe("write", () => describeWriting(subject));
    if (Object.keys(subject.operations).length > 0) describe("operations", () => describeOperations(subject));
    if (!isNotOffered(failures)) describe("failures", () => describeFailures(subject, failures));
    if (!isNotOffered(webhook)) describe("webhooks", () => describeWebhooks(subject, webhook));
    describe("many at once", () => describeMany(subject));
    describe("close", () => describeClosing(subject));
  });
}
