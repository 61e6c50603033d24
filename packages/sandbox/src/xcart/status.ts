/** A status as the API answers it. */
export type Status = {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly customer_name: string;
};

const status = (id: number, code: string, name: string, customerName = name): Status => ({
  id,
  code,
  name,
  customer_name: customerName,
});

export const paymentStatuses: readonly Status[] = [
  status(1, "Q", "Awaiting payment"),
  status(2, "A", "Authorized", "Authorization hold"),
  status(3, "PP", "Partially Paid"),
  status(4, "P", "Paid"),
  status(5, "D", "Declined"),
  status(6, "C", "Cancelled"),
  status(7, "R", "Refunded"),
];

export const shippingStatuses: readonly Status[] = [
  status(1, "N", "New"),
  status(2, "P", "Processing"),
  status(3, "S", "Shipped"),
  status(4, "D", "Delivered"),
  status(5, "WND", "Will Not Deliver"),
  status(6, "R", "Returned"),
  status(7, "WFA", "Waiting for approve"),
  status(8, "NBA", "New/Backorder", "New"),
  status(9, "NF", "Not finished"),
];

/** Which of an order's two statuses is meant. */
export type StatusKind = "payment" | "shipping";

/** A payment status that the merchant has added, as the module for custom statuses allows; ids follow the usual ones. */
export function customStatus(code: string, name: string, position: number): Status {
  return status(paymentStatuses.length + 1 + position, code, name);
}

/** The status of this code; a code of digits only is looked up as an id. Undefined when there is none. */
export function findStatus(kind: StatusKind, code: string, custom: readonly Status[] = []): Status | undefined {
  const list = kind === "payment" ? [...paymentStatuses, ...custom] : shippingStatuses;
  return list.find((candidate) => (/^\d+$/.test(code) ? candidate.id === Number(code) : candidate.code === code));
}
