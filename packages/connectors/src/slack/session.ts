import type { ConnectorSession, ConnectorSettings } from "@xmap/contract";
import { optionalText, optionFailure } from "../shared/settings.ts";
import { openBotSession } from "./bot-session.ts";
import { openWebhookSession } from "./webhook-session.ts";

/** A session by webhook or by bot, as the options say; throws Invalid when they say neither or both. */
export function openSlackSession(settings: ConnectorSettings): ConnectorSession {
  const url = optionalText(settings, "url");
  const token = optionalText(settings, "token");
  if (url !== undefined && token !== undefined)
    throw optionFailure(settings, "url", "and option token exclude each other: give one of them");
  if (token !== undefined) return openBotSession(settings, token);
  if (url !== undefined) return openWebhookSession(settings, url);
  throw optionFailure(settings, "url", "is missing: give the address of an incoming webhook, or a bot's token");
}
