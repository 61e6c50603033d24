import { type LookupAddress, type LookupOptions, lookup } from "node:dns";
import { BlockList, isIPv4 } from "node:net";

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/** Asks for the addresses of a host name, as `node:dns` does. */
export type AddressLookup = (hostname: string, options: LookupOptions, callback: LookupCallback) => void;

/** Codes of the errors below. */
export const FORBIDDEN_ADDRESS = "ERR_FORBIDDEN_ADDRESS";
export const PRIVATE_ADDRESS = "ERR_PRIVATE_ADDRESS";

/** Addresses that no system has: link-local ones, where clouds tell their credentials, unspecified and multicast ones. */
const FORBIDDEN = blockList([
  ["169.254.0.0", 16],
  ["0.0.0.0", 8],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
  ["fe80::", 10],
  ["ff00::", 8],
  ["::", 128],
  // The metadata service of AWS by IPv6.
  ["fd00:ec2::", 32],
]);

/** Addresses of this machine and of private networks (RFC 1918, RFC 6598, RFC 4193). */
const PRIVATE = blockList([
  ["127.0.0.0", 8],
  ["10.0.0.0", 8],
  ["172.16.0.0", 12],
  ["192.168.0.0", 16],
  ["100.64.0.0", 10],
  ["::1", 128],
  ["fc00::", 7],
]);

/**
 * The lookup of one client of one configured host. Forbidden addresses are left out, and a host that was found at a
 * public address is not followed to a private one later, as DNS rebinding would have it.
 */
export function safeLookup(ask: AddressLookup = lookup as AddressLookup): AddressLookup {
  let wasPublic = false;
  return (hostname, options, callback) => {
    ask(hostname, { ...options, all: true }, (error, answer) => {
      if (error !== null) return callback(error, []);
      const found = typeof answer === "string" ? [] : answer;
      const allowed = found.filter(({ address }) => !isIn(FORBIDDEN, address));
      const outside = allowed.filter(({ address }) => !isIn(PRIVATE, address));
      if (allowed.length === 0) return callback(addressError(FORBIDDEN_ADDRESS, hostname), []);
      if (wasPublic && outside.length === 0) return callback(addressError(PRIVATE_ADDRESS, hostname), []);
      wasPublic ||= outside.length > 0;
      const chosen = outside.length > 0 ? outside : allowed;
      const [first] = chosen;
      if (options.all === true) callback(null, chosen);
      else callback(null, first?.address ?? "", first?.family);
    });
  };
}

function isIn(list: BlockList, address: string): boolean {
  return list.check(address, isIPv4(address) ? "ipv4" : "ipv6");
}

function blockList(ranges: readonly (readonly [network: string, prefix: number])[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of ranges) list.addSubnet(network, prefix, isIPv4(network) ? "ipv4" : "ipv6");
  return list;
}

function addressError(code: string, hostname: string): NodeJS.ErrnoException {
  return Object.assign(new Error(`${hostname} leads to an address that is not allowed`), { code });
}
