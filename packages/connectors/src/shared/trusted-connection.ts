import { getCACertificates } from "node:tls";

interface TlsOptions {
  readonly rejectUnauthorized: true;
  readonly certificateAuthority?: string[];
}

/** TLS options of `got`: certificates are always verified, whatever the environment of the process says. */
export function trustedConnection(authorities: string | undefined): TlsOptions {
  if (authorities === undefined) return { rejectUnauthorized: true };
  return { rejectUnauthorized: true, certificateAuthority: [...getCACertificates("default"), authorities] };
}
