import { flagOf, linesOf, type Row, setDefaults, textOf } from "../record/row.ts";
import {
  type Behavior,
  type Context,
  checkChoice,
  checkPeriod,
  fromList,
  longAction,
  periodOf,
  refuse,
} from "./context.ts";
import { sumOf } from "./sales-order-totals.ts";

/** Journal transactions, GL301000. */
export const journalTransactionBehavior: Behavior = {
  create: (_context, batch) => {
    Object.assign(batch.values, { Module: "GL", Hold: true });
  },
  change: changeBatch,
  delete: (_context, batch) => {
    if (flagOf(batch, "IsReleased")) {
      refuse("The batch is posted and cannot be deleted.");
    }
  },
  actions: {
    ReleaseJournalTransaction: longAction((_context, batch) => {
      if (textOf(batch, "Status") !== "Balanced") {
        refuse("Document Status is invalid for processing.");
      }
      Object.assign(batch.values, { IsReleased: true, Status: "Posted" });
    }),
  },
};

function changeBatch(context: Context, batch: Row, isNew: boolean): void {
  const { merged, settings, workspace, numbers } = context;
  if (flagOf(batch, "IsReleased")) {
    merged.recordError =
      "Updating  'Batch' record raised at least one error. The batch is posted and cannot be changed.";
    return;
  }
  setDefaults(batch, {
    TransactionDate: workspace.work.businessDate,
    LedgerID: "ACTUAL",
    BranchID: workspace.work.branch,
    CurrencyID: "USD",
  });
  checkChoice(context, batch, "LedgerID", "Ledger", fromList(settings.ledgers));
  checkChoice(context, batch, "BranchID", "Branch", fromList(settings.branches));
  checkChoice(context, batch, "CurrencyID", "Currency", fromList(settings.currencies));
  checkPeriod(context, batch, "TransactionDate");
  batch.values.PostPeriod = merged.wasSent(batch, "PostPeriod")
    ? textOf(batch, "PostPeriod").replace("-", "")
    : periodOf(textOf(batch, "TransactionDate"));
  for (const [index, line] of linesOf(batch, "Details").entries()) {
    setDefaults(line, {
      LineNbr: index + 1,
      BranchID: textOf(batch, "BranchID"),
      Subaccount: "000000",
      DebitAmount: 0,
      CreditAmount: 0,
    });
    checkChoice(context, line, "Account", "Account", fromList(settings.accounts));
  }
  const isBalanced =
    sumOf(linesOf(batch, "Details"), "DebitAmount") === sumOf(linesOf(batch, "Details"), "CreditAmount");
  if (!flagOf(batch, "Hold") && !isBalanced) {
    merged.recordError = `${isNew ? "Inserting" : "Updating"}  'Batch' record raised at least one error. Batch is out of balance, please review.`;
  }
  batch.values.Status = flagOf(batch, "Hold") ? "On Hold" : "Balanced";
  if (isNew && !merged.hasErrors) {
    batch.values.BatchNbr = numbers.take("JournalTransaction");
  }
}
