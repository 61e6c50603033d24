import type { ConnectorSettings } from "@xmap/contract";
import { optionalText } from "../shared/settings.ts";
import { recordKeys } from "./contract/record-keys.ts";
import { inquiryOf } from "./inquiries/inquiry.ts";
import { STANDARD_HEADER } from "./push-notification.ts";

/** What an administrator enters: push notifications can be set up on Acumatica's forms only. */
export function pushNotificationSetup(
  settings: ConnectorSettings,
  address: string,
  resources: readonly string[],
): readonly string[] {
  const header = optionalText(settings, "webhookHeader") ?? STANDARD_HEADER;
  const queries = resources.map((resource) => {
    const keys = (inquiryOf(resource)?.keys ?? recordKeys(resource)).join(", ");
    return `On the form Generic Inquiry (SM208000) make the inquiry xmap-${resource} with the columns ${keys}, over the table of ${resource}.`;
  });
  if (queries.length === 0) return [];
  return [
    ...queries,
    `On the form Push Notifications (SM302000) make the destination xmap-${settings.system}: type Webhook, address ${address}, header name ${header}, header value the secret that option webhookSecret holds.`,
    `Add to it on the tab Generic Inquiries: ${resources.map((resource) => `xmap-${resource}`).join(", ")}; and tick Active.`,
  ];
}
