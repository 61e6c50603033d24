import { jsonResponse, type SandboxRequest, type SandboxResponse } from "../../server/http-message.ts";
import { ApiError } from "../api-error.ts";
import { type Site, sessionOf } from "../web/router.ts";
import { dacFeeds } from "./dac.ts";
import type { Feed } from "./feed.ts";
import { type GenericInquiry, inquiryFeed, storageDetails } from "./generic-inquiry.ts";
import { answerFeed, type FeedRoot } from "./odata-server.ts";

/** Answers requests to OData feeds, present and old ones; undefined for a path that is none. */
export function answerFeeds(
  site: Site,
  inquiries: readonly GenericInquiry[],
  request: SandboxRequest,
): SandboxResponse | undefined {
  const path = request.path;
  if (!path.startsWith(`${site.instance}/t/`) && !path.startsWith(`${site.instance}/odata`)) {
    return undefined;
  }
  site.operations.settle();
  const root = rootsOf(site, inquiries).find((one) => path === one.path || path.startsWith(`${one.path}/`));
  if (root === undefined) {
    return jsonResponse(404, { error: { code: "404", message: `Resource not found for '${path}'.` } });
  }
  const refusal = checkReader(site, request);
  return refusal ?? answerFeed(root, request, site.baseUrl().slice(0, site.baseUrl().length - site.instance.length));
}

function rootsOf(site: Site, inquiries: readonly GenericInquiry[]): readonly FeedRoot[] {
  const { tenant, instance } = site;
  const published: readonly Feed[] = [storageDetails(tenant), ...inquiries.map((one) => inquiryFeed(tenant, one))];
  const dacs = dacFeeds(tenant);
  return [
    { path: `${instance}/t/${tenant.name}/api/odata/gi`, dialect: "v4", feeds: published },
    { path: `${instance}/t/${tenant.name}/api/odata/dac`, dialect: "v4", feeds: dacs },
    { path: `${instance}/odatav4/${tenant.name}`, dialect: "v4", feeds: dacs },
    { path: `${instance}/odata/${tenant.name}`, dialect: "v3", feeds: published },
    { path: `${instance}/odata`, dialect: "v3", feeds: published },
  ];
}

// Name and password in each request take a seat of a concurrent user, not one of an API user.
function checkReader(site: Site, request: SandboxRequest): SandboxResponse | undefined {
  const [scheme, credentials = ""] = (request.headers.authorization ?? "").split(" ");
  try {
    if (scheme?.toLowerCase() === "basic") {
      const [name = "", ...password] = Buffer.from(credentials, "base64").toString("utf8").split(":");
      site.sessions.check(name, password.join(":"));
    } else {
      sessionOf(site, request);
    }
    return undefined;
  } catch (error) {
    if (error instanceof ApiError) {
      const headers = { "WWW-Authenticate": 'Basic realm="Acumatica"' };
      return jsonResponse(401, { error: { code: "401", message: "You are not logged in." } }, headers);
    }
    throw error;
  }
}
