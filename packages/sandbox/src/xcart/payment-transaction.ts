import { formatOrderDate } from "./order-date.ts";

/** A payment attempt, its date in epoch seconds; `outcome` is the processor's code (S success, F failed, W pending). */
export type PaymentTransaction = {
  readonly id: number;
  readonly backendId: number;
  readonly orderId: number;
  readonly type: string;
  readonly at: number;
  readonly outcome: string;
  readonly localName: string;
  readonly currency: string;
  readonly value: number;
  readonly note: string;
};

/** Shows a transaction as the API does; its own `status` holds the method's name, which is a fault of the real API. */
export function showTransaction(transaction: PaymentTransaction) {
  const { id, type, value, at } = transaction;
  const method = transaction.localName.replace(/[^A-Za-z0-9]/g, "");
  const date = formatOrderDate(at);
  return {
    id,
    public_id: `${String(transaction.orderId).padStart(6, "0")}-${String(id).padStart(4, "0")}`,
    public_txn_id: `T${String(id).padStart(6, "0")}`,
    method_id: 8,
    type,
    date,
    status: method,
    name: method,
    local_name: transaction.localName,
    currency: transaction.currency,
    value,
    note: transaction.note,
    data: [],
    backend_transactions: [{ id: transaction.backendId, type, date, status: transaction.outcome, value, data: [] }],
  };
}
