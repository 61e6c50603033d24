import type { JournalEntry } from "@xmap/sandbox";
import type { World } from "../demo/world.ts";
import type { SaleJournal } from "./sale-journal.ts";
import type { PlayedOrder } from "./shop-load.ts";

/** What both systems wrote down about one order, in the order in which it happened, a line each. */
export function historyOf(world: World, journal: SaleJournal, order: PlayedOrder): string[] {
  const ofShop = world.shop.journal().filter(({ record }) => record === `order/${order.id}`);
  const ofErp = journal.salesOf(order.number).flatMap(({ entries }) => entries);
  const lines = [...ofShop.map((entry) => lineOf("shop", entry)), ...ofErp.map((entry) => lineOf("erp ", entry))];
  return lines.sort((left, right) => (left.at < right.at ? -1 : Number(left.at > right.at))).map(({ text }) => text);
}

function lineOf(side: string, { at, what, record, detail }: JournalEntry): { at: string; text: string } {
  return { at, text: `${at} ${side} ${what} ${record} ${JSON.stringify(detail)}` };
}
