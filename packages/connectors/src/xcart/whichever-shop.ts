import { type ConnectorSettings, Failure } from "@xmap/contract";
import { optionalSeconds, optionalText, optionFailure } from "../shared/settings.ts";
import { openAdminShop } from "./admin-shop.ts";
import { shopAddress } from "./api.ts";
import { openLegacyShop } from "./legacy/legacy-shop.ts";
import type { Shop } from "./shop.ts";

const STANDARD_OVERLAP_SECONDS = 120;

/** A shop of which it may not be known yet which API it has. */
interface WhicheverShop {
  readonly address: string;
  /** The shop by the API that it has; asks it until it has answered once. */
  shop(): Promise<Shop>;
  /** Proves that the key is accepted. */
  probe(): Promise<void>;
  close(): void;
}

/** Opens a shop by the API that the option `api` names, or by the one that answers. */
export function whicheverShop(settings: ConnectorSettings): WhicheverShop {
  const overlapSeconds = optionalSeconds(settings, "overlapSeconds", STANDARD_OVERLAP_SECONDS);
  const api = optionalText(settings, "api");
  if (api !== undefined && api !== "admin" && api !== "legacy")
    throw optionFailure(settings, "api", "must be admin or legacy");
  const admin = openAdminShop(settings, overlapSeconds);
  const legacy = openLegacyShop(settings, overlapSeconds);
  let known: Shop | undefined = api === undefined ? undefined : { admin, legacy }[api];
  let asking: Promise<Shop> | undefined;
  const ask = async (): Promise<Shop> => {
    asking ??= askWhich(admin, legacy).finally(() => {
      asking = undefined;
    });
    known = await asking;
    return known;
  };
  return {
    address: shopAddress(settings),
    shop: async () => known ?? ask(),
    async probe() {
      // To ask which API there is proves the key already.
      if (known === undefined) await ask();
      else await known.probe();
    },
    close() {
      admin.close();
      legacy.close();
    },
  };
}

/** A shop of 5.4 answers the paths of the newer API with a web page; only then it is asked for the add-on. */
async function askWhich(admin: Shop, legacy: Shop): Promise<Shop> {
  try {
    await admin.probe();
    return admin;
  } catch (thrown) {
    if (!(thrown instanceof Failure) || thrown.details.status !== 404 || thrown.details.class !== "Maintenance")
      throw thrown;
    try {
      await legacy.probe();
      return legacy;
    } catch (second) {
      // Without an add-on the first answer says more, unless the add-on is there and refuses the key.
      throw second instanceof Failure && second.details.class === "Unauthorized" ? second : thrown;
    }
  }
}
