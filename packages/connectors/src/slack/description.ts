import type { ConnectorDescription } from "@xmap/contract";

/** What the connector to Slack can do: it sends messages and holds no records. */
export const SLACK_DESCRIPTION: ConnectorDescription = {
  connector: "slack",
  description: "Messages to Slack, for notify and alert.",
  options: {
    type: "object",
    additionalProperties: false,
    properties: {
      url: {
        type: "string",
        "x-xmap-secret": true,
        description: "Incoming webhook; several as `URL; sales: URL`. Either this or token.",
      },
      token: { type: "string", "x-xmap-secret": true, description: "A bot's token with the scope chat:write." },
      channel: {
        type: "string",
        description: "Where the bot posts; several as `C0123; sales: #sales`. Without it, team.sales posts to #sales.",
      },
      api: { type: "string", description: "Address of Slack's API; https://slack.com/api when it is not given." },
    },
  },
  notifies: true,
  capabilities: [],
  resources: {},
};
