import { type ConnectorDiagnosis, type DiagnosedRight, Failure } from "@xmap/contract";
import { isJsonObject, textMember } from "../shared/json-shape.ts";
import type { AcumaticaApi, Send } from "./access/api.ts";
import { recordKeys } from "./contract/record-keys.ts";
import { endpointsIn } from "./endpoints.ts";
import { inquiryOf } from "./inquiries/inquiry.ts";

const OPERATION = "diagnose";

/** What a tenant tells of itself and of the user; each named resource is read once, and nothing is written. */
export async function diagnoseAcumatica(api: AcumaticaApi, resources: readonly string[]): Promise<ConnectorDiagnosis> {
  const { tenant, endpoint, branch, locale, signIn, sessions } = api.options;
  return api.inOneSession(async (send, signedInTo) => {
    const { body, serverTime } = await send({
      method: "GET",
      path: "",
      below: "instance",
      operation: OPERATION,
      writes: false,
    });
    const version = isJsonObject(body) ? textMember(body.version, "acumaticaBuildVersion") : undefined;
    const offered = endpointsIn(body);
    const notes: string[] = [];
    if (signedInTo !== undefined && signedInTo.toLowerCase() !== tenant.toLowerCase())
      notes.push(`Acumatica has signed in to the tenant ${signedInTo}, not to ${tenant}.`);
    if (offered.length > 0 && !offered.some((name) => name.toLowerCase() === endpoint.toLowerCase()))
      notes.push(`There is no endpoint ${endpoint}.`);
    if (offered.length > 0) notes.push(`Endpoints: ${offered.join(", ")}.`);
    notes.push(
      `Up to ${sessions} ${sessions === 1 ? "sign-in" : "sign-ins"} at a time (option sessions); how many API users the licence allows is told on the form License Monitoring Console (SM604000) only.`,
      "Acumatica tells rights to read only; whether a form may be changed shows when it is written.",
    );
    const who = signIn.by === "person" ? "the person who let xmap in" : signIn.user;
    const rights: DiagnosedRight[] = [];
    const missing: string[] = [];
    for (const resource of resources) rights.push(...(await readRight(send, resource, { notes, missing })));
    return {
      product: "Acumatica",
      variant: `endpoint ${endpoint}`,
      account: `${who}, tenant ${signedInTo ?? tenant}${branch === undefined ? "" : `, branch ${branch}`}`,
      locale,
      ...(version === undefined ? {} : { version }),
      ...(serverTime === undefined ? {} : { serverTime }),
      rights,
      missing,
      notes,
    };
  });
}

/** Asks for one record; an answer that says nothing of rights becomes a note. */
async function readRight(
  send: Send,
  resource: string,
  { notes, missing }: { readonly notes: string[]; readonly missing: string[] },
): Promise<readonly DiagnosedRight[]> {
  const right = (allowed: boolean): readonly DiagnosedRight[] => [{ resource, action: "read", allowed }];
  const inquiry = inquiryOf(resource);
  const [key] = recordKeys(resource);
  const query = { $top: "1", ...(key === undefined || key === "id" ? {} : { $select: key }) };
  try {
    if (inquiry === undefined)
      await send({ method: "GET", path: `/${resource}`, query, operation: OPERATION, writes: false });
    else await send({ method: "PUT", path: `/${inquiry.entity}`, json: {}, operation: OPERATION, writes: false });
    return right(true);
  } catch (thrown) {
    if (!(thrown instanceof Failure)) throw thrown;
    const { class: kind, scope, message } = thrown.details;
    if (kind === "Forbidden") return right(false);
    if (scope === "system") throw thrown;
    if (kind === "NotFound" || kind === "SchemaDrift") missing.push(resource);
    else notes.push(`Whether ${resource} can be read is not known: ${message}`);
    return [];
  }
}
