import { ERP_EVENT_ROWS } from "./erp-events.ts";
import { SHOP_EVENT_OUTCOMES, SHOP_EVENTS, STATES } from "./matrix.ts";

/** The two matrices as Markdown tables: what the shop does to Acumatica, and Acumatica to the shop. */
export function matrixTables(): string {
  const shop = STATES.map((state) => {
    const cells = SHOP_EVENTS.map((event) => {
      const { outcome, because } = SHOP_EVENT_OUTCOMES[state][event];
      return `${outcome}: ${because}`;
    });
    return row([state, ...cells]);
  });
  const erp = ERP_EVENT_ROWS.map(({ event, paid, payment, shipping, mails, says }) => {
    const told = mails.length === 0 ? "none" : mails.join(", ");
    return row([event, paid, payment, shipping, told, says === undefined ? "" : "held for a person"]);
  });
  const shopHead = head(["Acumatica", ...SHOP_EVENTS]);
  const erpHead = head(["in Acumatica", "payment before", "payment after", "shipping after", "mails", ""]);
  return [...shopHead, ...shop, "", ...erpHead, ...erp, ""].join("\n");
}

function head(names: readonly string[]): readonly string[] {
  return [row(names), row(names.map(() => "---"))];
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
