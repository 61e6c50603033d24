import type { Failure, FailureClass } from "@xmap/contract";
import { type CallContext, callFailure, unansweredEffect } from "../shared/call-context.ts";
import { isJsonObject, textMember } from "../shared/json-shape.ts";
import type { TextAnswer } from "../shared/send-text.ts";

/** Names of errors, which the API gives in its answers and incoming webhooks as plain text. */
const CLASSES: Readonly<Record<string, FailureClass>> = {
  not_authed: "Unauthorized",
  invalid_auth: "Unauthorized",
  account_inactive: "Unauthorized",
  token_expired: "Unauthorized",
  token_revoked: "Unauthorized",
  invalid_token: "Unauthorized",
  no_service: "Unauthorized",
  no_active_hooks: "Unauthorized",
  no_team: "Unauthorized",
  team_disabled: "Unauthorized",
  missing_scope: "Forbidden",
  no_permission: "Forbidden",
  not_allowed_token_type: "Forbidden",
  access_denied: "Forbidden",
  ekm_access_denied: "Forbidden",
  action_prohibited: "Forbidden",
  restricted_action: "Forbidden",
  posting_to_general_channel_denied: "Forbidden",
  channel_not_found: "Invalid",
  not_in_channel: "Invalid",
  is_archived: "Invalid",
  channel_is_archived: "Invalid",
  no_text: "Invalid",
  invalid_payload: "Invalid",
  msg_too_long: "TooLarge",
  ratelimited: "RateLimited",
  rate_limited: "RateLimited",
  internal_error: "Transient",
  fatal_error: "Transient",
  rollup_error: "Transient",
  request_timeout: "Timeout",
  service_unavailable: "Maintenance",
  team_added_to_org: "Maintenance",
};

/** What people can do about it. */
const MENDS: Readonly<Record<string, string>> = {
  channel_not_found: "name a channel that there is",
  not_in_channel: "invite the bot into the channel",
  is_archived: "the channel is archived: name another one",
  channel_is_archived: "the channel is archived: make a webhook for another one",
  missing_scope: "give the bot the scope chat:write",
  no_service: "the webhook was removed: make a new one and use its address",
};

/** What the answer of an incoming webhook means; undefined when the message was taken. */
export function webhookFailure(context: CallContext, { status, body }: TextAnswer): Failure | undefined {
  if (status < 300) return undefined;
  const name = /^[a-z_]{1,60}$/.exec(body.trim())?.[0];
  const known = name === undefined ? undefined : CLASSES[name];
  // The address is the key: one that Slack does not know is a key that is void.
  const byStatus = status === 401 || status === 404 ? "Unauthorized" : status === 403 ? "Forbidden" : "Invalid";
  return slackFailure(context, known ?? (status >= 500 ? "Transient" : byStatus), name, status);
}

/** What an answer of the API means; undefined when it carried the call out. */
export function apiFailure(context: CallContext, { status, body }: TextAnswer): Failure | undefined {
  const answer = parseJson(body);
  if (status < 300 && isJsonObject(answer) && answer.ok === true) return undefined;
  const name = textMember(answer, "error");
  const known = name === undefined ? undefined : CLASSES[name];
  return slackFailure(context, known ?? (status >= 400 && status < 500 ? "Invalid" : "Unknown"), name, status);
}

function slackFailure(context: CallContext, kind: FailureClass, name: string | undefined, status: number): Failure {
  const words = name === undefined ? `Slack answered with status ${status}` : `Slack says ${name}`;
  const mend = name === undefined ? undefined : MENDS[name];
  const message = mend === undefined ? words : `${words}: ${mend}`;
  const effect = kind === "Transient" || kind === "Unknown" || kind === "Timeout" ? unansweredEffect(context) : "none";
  return callFailure(context, { class: kind, effect, status, message, ...(name === undefined ? {} : { name }) });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
