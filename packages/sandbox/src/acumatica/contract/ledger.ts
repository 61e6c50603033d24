import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const ledgerSchemas = {
  JournalTransaction: {
    string: "BatchNbr BranchID CurrencyID Description LedgerID Module PostPeriod Status",
    dateTime: "CreatedDateTime LastModifiedDateTime TransactionDate",
    boolean: "Hold",
    rows: { Details: "JournalTransactionDetail" },
  },
  JournalTransactionDetail: {
    string: `
      Account BranchID CostCode Description Project ProjectTask ReferenceNbr Subaccount TransactionDescription
      UOM VendorOrCustomer`,
    decimal: "CreditAmount DebitAmount Qty",
    boolean: "IsNonPM NonBillable",
    int: "LineNbr",
    long: "ProjectTransactionID",
  },
} as const satisfies SchemaTable;
