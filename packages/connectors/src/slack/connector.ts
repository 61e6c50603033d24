import type { Connector } from "@xmap/contract";
import { SLACK_DESCRIPTION } from "./description.ts";
import { openSlackSession } from "./session.ts";

/** Messages to Slack, by an incoming webhook or a bot. Options: url, or token, channel and api. */
export const slackConnector: Connector = { description: SLACK_DESCRIPTION, open: openSlackSession };
