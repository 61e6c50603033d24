import { WEBHOOK_RESOURCES } from "./webhook.ts";

/** What staff enter in the shop's companion module, whose API keeps no receivers. */
export function xcartWebhookSetup(address: string, resources: readonly string[]): readonly string[] {
  const told = resources.filter((resource) => WEBHOOK_RESOURCES.includes(resource));
  const untold = resources.filter((resource) => !told.includes(resource));
  return [
    ...(told.length === 0
      ? []
      : [
          "The shop needs the companion module xmap: X-Cart itself sends no webhooks.",
          `In the settings of the module xmap, under "Address that is told of changes", enter ${address}`,
          'Under "Secrets that webhooks are signed with", enter what option webhookSecret holds: whsec_ and the key in base64.',
          `The module then tells of ${told.join(", ")}.`,
        ]),
    ...(untold.length === 0 ? [] : [`Of ${untold.join(", ")} the module tells nothing: let the trigger poll.`]),
  ];
}
