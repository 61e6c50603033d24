import type { AddressInfo, Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly source: string;
}

/** A mail server that keeps what it gets. */
export interface MailServer extends AsyncDisposable {
  readonly port: number;
  readonly mails: readonly ReceivedMail[];
  /** Breaks off every connection without a word. */
  hangUp(): void;
}

/** Listens on a free port of this machine, without TLS; options change what it accepts. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const connections = new Set<Socket>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, callback) {
      let source = "";
      stream.setEncoding("utf8").on("data", (text: string) => {
        source += text;
      });
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom === false ? "" : mailFrom.address;
        mails.push({ from, to: rcptTo.map(({ address }) => address), source });
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  server.server.on("connection", (connection: Socket) => {
    connections.add(connection);
  });
  const hangUp = (): void => {
    for (const connection of connections) connection.resetAndDestroy();
  };
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const stop = (): Promise<void> => new Promise((resolve) => server.close(resolve));
  return { port, mails, hangUp, [Symbol.asyncDispose]: stop };
}
