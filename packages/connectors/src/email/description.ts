import type { ConnectorDescription } from "@xmap/contract";

/** What the connector to mail servers can do: it sends messages and holds no records. */
export const EMAIL_DESCRIPTION: ConnectorDescription = {
  connector: "email",
  description: "Messages by e-mail over SMTP, for notify and alert.",
  options: {
    type: "object",
    additionalProperties: false,
    required: ["from", "to"],
    properties: {
      url: {
        type: "string",
        "x-xmap-secret": true,
        description: "smtps://user:password@mail.example.com, or smtp:// for STARTTLS. Either this or host.",
      },
      host: { type: "string", description: "The mail server's name." },
      port: { type: "integer", minimum: 1, description: "465 begins with TLS; 587 when not given." },
      user: { type: "string", description: "Login name, where the server wants one." },
      password: { type: "string", "x-xmap-secret": true, description: "Password of the user." },
      from: { type: "string", description: "The sender's address." },
      to: { type: "string", description: "Receivers, separated by commas; several lists as `a@b.c; sales: d@e.f`." },
      requireTls: {
        type: "boolean",
        description: "Sends over TLS or not at all; true when there is a password and the server is another machine.",
      },
    },
  },
  notifies: true,
  capabilities: [],
  resources: {},
};
