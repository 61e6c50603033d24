import type { Connector } from "@xmap/contract";
import { EMAIL_DESCRIPTION } from "./description.ts";
import { openEmailSession } from "./session.ts";

/** Messages by e-mail over SMTP. Options: url or host, port, user, password; from, to, requireTls. */
export const emailConnector: Connector = { description: EMAIL_DESCRIPTION, open: openEmailSession };
