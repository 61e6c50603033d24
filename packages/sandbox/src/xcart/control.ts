import type { SandboxRequest } from "../server/http-message.ts";
import { isJsonObject, type Json, type JsonObject, parseJson, toJson } from "../server/json.ts";
import type { Product } from "./catalog.ts";
import type { CompanionWebhook, WebhookTarget } from "./companion-webhook.ts";
import { showOrder } from "./order.ts";
import type { OrderChange, OrderInput } from "./order-input.ts";
import { cancelOrder, editItem, refundOrder } from "./staff-work.ts";
import type { XCartStore } from "./store.ts";

type Deed = (id: number, body: JsonObject, announce: boolean, inner: number) => Promise<Json> | Json;

/** What other processes can do to the shop: `POST orders`, `POST orders/{id}/items/{id}` and so on below `/__sandbox/`. */
export function shopControl(
  store: XCartStore,
  webhook: CompanionWebhook,
): (request: SandboxRequest) => Promise<Json | undefined> {
  const deeds: { readonly [route: string]: Deed } = {
    "POST orders": (_id, body, announce) =>
      toJson(showOrder(store.placeOrder(body as unknown as OrderInput, announce))),
    "POST orders/id": (id, body, announce) => toJson(showOrder(store.editOrder(id, body as OrderChange, announce))),
    "POST orders/id/items/id": (id, body, announce, item) =>
      toJson(showOrder(editItem(store, id, item, body, announce))),
    "POST orders/id/payment_status": (id, { code }, announce) =>
      toJson(showOrder(store.setStatus("payment", id, String(code), announce))),
    "POST orders/id/shipping_status": (id, { code }, announce) =>
      toJson(showOrder(store.setStatus("shipping", id, String(code), announce))),
    "POST orders/id/cancel": (id, _body, announce) => toJson(showOrder(cancelOrder(store, id, announce))),
    "POST orders/id/refund": (id, { value }, announce) =>
      toJson(showOrder(refundOrder(store, id, value === undefined ? undefined : Number(value), announce))),
    "POST products": (_id, body) => toJson(store.addProduct(body as Partial<Product> & { sku: string })),
    "POST products/id": (id, body) => toJson(store.updateProduct(id, body as Partial<Product>)),
    "DELETE products/id": (id) => {
      store.deleteProduct(id);
      return {};
    },
    "PUT webhook": (_id, body) => {
      webhook.setTarget(body.url === undefined ? undefined : (body as unknown as WebhookTarget));
      return {};
    },
    "POST drain": async () => {
      await webhook.drain();
      return {};
    },
  };
  return async (request) => {
    const numbers: number[] = [];
    const route = request.path.replace("/__sandbox/", "").replace(/(?<=\/)\d+/g, (id) => {
      numbers.push(Number(id));
      return "id";
    });
    const name = `${request.method} ${route}`;
    const body = parseJson(request.body) ?? {};
    const { announce, ...rest } = isJsonObject(body) ? body : {};
    const [id = 0, inner = 0] = numbers;
    return Object.hasOwn(deeds, name) ? deeds[name]?.(id, rest, announce !== false, inner) : undefined;
  };
}
