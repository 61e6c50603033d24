import type { LookupAddress } from "node:dns";
import { expect, test } from "vitest";
import { type AddressLookup, safeLookup } from "../../src/shared/safe-lookup.ts";

function answers(...lists: readonly (readonly string[])[]): AddressLookup {
  const left = [...lists];
  return (_hostname, _options, callback) => {
    const list = left.shift() ?? [];
    const found = list.map((address): LookupAddress => ({ address, family: address.includes(":") ? 6 : 4 }));
    callback(null, found);
  };
}

function ask(lookup: AddressLookup, all = true): Promise<string> {
  return new Promise((resolve) => {
    lookup("erp.example.com", { all }, (error, address) => {
      if (error !== null) resolve(String(error.code));
      else resolve(typeof address === "string" ? address : address.map((one) => one.address).join(" "));
    });
  });
}

test.each([
  "169.254.169.254",
  "::ffff:169.254.169.254",
  "::ffff:a9fe:a9fe",
  "0.0.0.0",
  "::",
  "fe80::1",
  "224.0.0.1",
  "255.255.255.255",
  "fd00:ec2::254",
])("%s is nobody's address", async (address) => {
  expect(await ask(safeLookup(answers([address])))).toBe("ERR_FORBIDDEN_ADDRESS");
});

test.each(["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd12::1", "::ffff:10.0.0.1"])(
  "%s is private: a host that is configured so may be there from the start, and not after it was public",
  async (address) => {
    expect(await ask(safeLookup(answers([address])))).toBe(address);
    const lookup = safeLookup(answers(["93.184.215.14"], [address]));
    expect(await ask(lookup)).toBe("93.184.215.14");
    expect(await ask(lookup)).toBe("ERR_PRIVATE_ADDRESS");
  },
);

test.each(["93.184.215.14", "172.32.0.1", "100.128.0.1", "2606:2800:21f::1"])("%s is public", async (address) => {
  const lookup = safeLookup(answers([address], [address]));
  expect([await ask(lookup), await ask(lookup, false)]).toEqual([address, address]);
});

test("of an answer that mixes public and private addresses the public ones are used", async () => {
  expect(await ask(safeLookup(answers(["10.0.0.1", "93.184.215.14", "169.254.169.254"])))).toBe("93.184.215.14");
});
