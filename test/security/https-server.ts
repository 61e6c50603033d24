import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import type { RequestListener } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { temporaryFolder } from "../harness/temporary-folder.ts";

export interface HttpsServer {
  readonly port: number;
  /** The certificate that it shows, which nobody but itself has signed. */
  readonly certificateFile: string;
}

/** A server on 127.0.0.1 with a certificate of its own making for `localhost`; ends with the test. */
export async function startHttpsServer(listener: RequestListener): Promise<HttpsServer> {
  const folder = temporaryFolder();
  const certificateFile = join(folder, "certificate.pem");
  const keyFile = join(folder, "key.pem");
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const files = ["-keyout", keyFile, "-out", certificateFile];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-noenc", "-days", "2"];
  execFileSync("openssl", ["req", ...kind, ...subject, ...files], { stdio: "ignore" });
  const options = { key: readFileSync(keyFile), cert: readFileSync(certificateFile) };
  const server = createServer(options, listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, certificateFile };
}
