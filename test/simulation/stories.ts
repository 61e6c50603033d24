import type { SeededRandom } from "@xmap/sandbox";

/** What becomes of an order, with how many of a thousand orders it happens to. */
const SHARES = {
  /** Paid at once and sent in one parcel. */
  shipped: 470,
  /** Sent in two or three parcels, each with its number. */
  shippedInParts: 110,
  /** Paid by a bank transfer that the accountant books in Odoo. */
  bankTransfer: 80,
  /** Paid in the shop some hours later. */
  paidLater: 60,
  /** Lines changed by the shop's staff before it is paid. */
  linesEdited: 40,
  /** Sent elsewhere than first said. */
  addressEdited: 40,
  /** Still to be paid when the week ends. */
  unpaid: 30,
  /** Cancelled in the shop before it was paid. */
  cancelledUnpaid: 30,
  /** The money went back before anything was sent. */
  refundedBeforeShipping: 25,
  /** A part of the money went back after delivery. */
  refundedInPart: 30,
  /** Came back to the warehouse because the shop said so, then the money went back. */
  returned: 20,
  /** Came back to the warehouse, which Odoo's people noted. */
  returnedInOdoo: 15,
  /** Odoo's people cancelled the quotation. */
  cancelledInOdooUnpaid: 10,
  /** Edited in the shop after it was paid and invoiced: waits for a person. */
  editedAfterPayment: 8,
  /** Cancelled in the shop after it was paid, with the money kept: waits for a person. */
  cancelledPaid: 8,
  /** Cancelled in the shop after delivery: waits for a person. */
  cancelledAfterDelivery: 8,
  /** Odoo's people cancelled what was paid: waits for a person. */
  cancelledInOdooPaid: 6,
  /** Odoo does not know one of the products: a dead letter. */
  unknownSku: 4,
  /** A status that the mapping does not know: waits for a person. */
  unknownStatus: 3,
  /** Nobody knows who bought: waits for a person. */
  noEmail: 3,
} as const;

export type Story = keyof typeof SHARES;

const NAMES = Object.keys(SHARES) as Story[];
const WHOLE = Object.values(SHARES).reduce<number>((sum, share) => sum + share, 0);

/** Draws a story. */
export function drawStory(random: SeededRandom): Story {
  let left = random.fraction() * WHOLE;
  for (const story of NAMES) {
    left -= SHARES[story];
    if (left < 0) return story;
  }
  return "shipped";
}

const UNPAID: readonly Story[] = [
  "bankTransfer",
  "paidLater",
  "linesEdited",
  "unpaid",
  "cancelledUnpaid",
  "cancelledInOdooUnpaid",
];

/** The payment status that an order of this story is placed with. */
export function firstPaymentStatus(story: Story): string {
  if (story === "unknownStatus") return "X1";
  return UNPAID.includes(story) ? "Q" : "P";
}
