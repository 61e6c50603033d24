import type { AcumaticaSandbox } from "@xmap/sandbox/acumatica";

type Key = readonly string[];

const LINE = { InventoryID: "BIKE-HELM-M", OrderQty: 2, WarehouseID: "WHOLESALE" };

function makeOrder(server: AcumaticaSandbox, line: object = {}, order: object = {}): Key {
  const made = server.put("SalesOrder", {
    OrderType: "SO",
    CustomerID: "C000000417",
    Hold: false,
    Date: "2026-03-04",
    ...order,
    Details: [{ ...LINE, ...line }],
  });
  return [String(made.OrderType), String(made.OrderNbr)];
}

function makeShipment(server: AcumaticaSandbox, isConfirmed: boolean): Key {
  const [, number = ""] = makeOrder(server);
  return [server.shipOrder(number, { confirm: isConfirmed })];
}

function makePayment(server: AcumaticaSandbox): Key {
  const made = server.put("Payment", {
    Type: "Prepayment",
    CustomerID: "C000000417",
    PaymentMethod: "ONLINE",
    CashAccount: "10250ST",
    PaymentAmount: 119,
    PaymentRef: "ch_1",
    ExternalRef: "pay-1",
    ApplicationDate: "2026-03-04",
    Hold: false,
  });
  return [String(made.Type), String(made.ReferenceNbr)];
}

/** Records on which each operation can be carried out. */
export const SALES = {
  makeOrder,
  makeHeldOrder: (server: AcumaticaSandbox): Key => makeOrder(server, {}, { Hold: true }),
  makeCanceledOrder(server: AcumaticaSandbox): Key {
    const key = makeOrder(server);
    server.act("SalesOrder", key, "CancelSalesOrder");
    return key;
  },
  makeOrderOnCreditHold(server: AcumaticaSandbox): Key {
    const values = { CustomerID: "POOR", CustomerName: "Poor", CustomerClass: "ECCUSTOMER", CreditLimit: 1 };
    server.put("Customer", { ...values, CreditVerificationRules: { CreditVerification: "Limit", CreditLimit: 1 } });
    return makeOrder(server, {}, { CustomerID: "POOR" });
  },
  makeReturn: (server: AcumaticaSandbox): Key => makeOrder(server, {}, { OrderType: "RC" }),
  makeShippedOrder(server: AcumaticaSandbox): Key {
    const key = makeOrder(server);
    server.shipOrder(key[1] ?? "");
    return key;
  },
  makeShipment,
  makePayment,
  makeReleasedPayment(server: AcumaticaSandbox): Key {
    const key = makePayment(server);
    server.act("Payment", key, "ReleasePayment");
    return key;
  },
  makeSalesInvoice(server: AcumaticaSandbox): Key {
    const key = makeOrder(server);
    server.shipOrder(key[1] ?? "");
    server.act("SalesOrder", key, "PrepareSalesInvoice");
    const [invoice] = server.records("SalesInvoice");
    return [String(invoice?.Type), String(invoice?.ReferenceNbr)];
  },
  makeInvoice(server: AcumaticaSandbox): Key {
    const details = [{ InventoryID: "BIKE-HELM-M", Qty: 1, UnitPrice: 5 }];
    const made = server.put("Invoice", { Type: "Invoice", Customer: "C000000417", Hold: false, Details: details });
    return [String(made.Type), String(made.ReferenceNbr)];
  },
  makeBatch(server: AcumaticaSandbox): Key {
    const details = [
      { Account: "10200", DebitAmount: 5 },
      { Account: "40000", CreditAmount: 5 },
    ];
    const made = server.put("JournalTransaction", { Module: "GL", Hold: false, Details: details });
    return [String(made.Module), String(made.BatchNbr)];
  },
  makeBusinessAccount(server: AcumaticaSandbox): Key {
    const made = server.put("BusinessAccount", { BusinessAccountID: "PROSPECT1", Name: "Prospect" });
    return [String(made.BusinessAccountID)];
  },
};
