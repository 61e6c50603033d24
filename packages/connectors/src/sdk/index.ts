export { type CallContext, callFailure, unansweredEffect } from "../shared/call-context.ts";
export { comparableKey, flattenFields, isEmailField, valueAtPath } from "../shared/field-paths.ts";
export { createHttpClient, type HttpAnswer, type HttpClient, type HttpRequest } from "../shared/http-client.ts";
export { formatInstant, isSettled, toInstant } from "../shared/instants.ts";
export { isJsonObject, type JsonObject, textMember } from "../shared/json-shape.ts";
export { notifyingSession } from "../shared/notifying-session.ts";
export { type Receivers, readReceivers } from "../shared/receivers.ts";
export { type Scan, scanChanges } from "../shared/scan-changes.ts";
export { sendText, type TextAnswer, type TextRequest } from "../shared/send-text.ts";
export {
  optionalSeconds,
  optionalText,
  optionFailure,
  requiredAddress,
  requiredText,
} from "../shared/settings.ts";
export { standardWebhookHeaders, verifyStandardWebhook } from "../shared/standard-webhooks.ts";
export { unsupported } from "../shared/unsupported.ts";
export { type ErrorRow, type ErrorWords, failureByTable, HTTP_ERROR_ROWS } from "./error-table.ts";
export { limitedSession } from "./limited-session.ts";
export { lookupBySearch } from "./lookup-by-search.ts";
export { changesByStamp, type StampedList, type StampedPage, type StampedRecord } from "./stamp-changes.ts";
