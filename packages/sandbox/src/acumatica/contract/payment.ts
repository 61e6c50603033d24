import type { SchemaTable } from "./schema.ts";

/** Field names and types of the endpoint, by type name. */
export const paymentSchemas = {
  Payment: {
    dateTime: "ApplicationDate LastModifiedDateTime",
    decimal: "AppliedToDocuments PaymentAmount AvailableBalance AppliedToOrders",
    string: `
      Branch CashAccount CurrencyID CustomerID Description PaymentMethod PaymentRef ReferenceNbr Status Type
      ProcessingCenterID ExternalRef OrigTransaction BranchID CustomerLocationID`,
    int: "CardAccountNbr",
    boolean: "Hold IsCCPayment SaveCard IsNewCard",
    guid: "NoteID",
    rows: {
      ApplicationHistory: "PaymentApplicationHistoryDetail",
      Charges: "PaymentCharge",
      CreditCardProcessingInfo: "CreditCardProcessingDetail",
      DocumentsToApply: "PaymentDetail",
      OrdersToApply: "PaymentOrderDetail",
      CreditCardTransactionInfo: "CreditCardTransactionDetail",
    },
  },
  PaymentApplicationHistoryDetail: {
    string: `
      AdjustedDocType AdjustedRefNbr AdjustingDocType AdjustingRefNbr ApplicationPeriod BatchNbr CurrencyID
      Customer CustomerOrder Description DisplayDocType DisplayRefNbr PostPeriod VATCreditMemo`,
    int: "AdjustmentNbr",
    boolean: "AdjustsVAT",
    decimal: "AmountPaid Balance BalanceWriteOff CashDiscountBalance CashDiscountTaken",
    dateTime: "CashDiscountDate Date DueDate",
  },
  PaymentCharge: {
    string: "AccountID Description DocType EntryTypeID RefNbr SubID",
    decimal: "Amount",
    int: "LineNbr",
  },
  CreditCardProcessingDetail: {
    decimal: "TransactionAmount",
    string: "TransactionStatus",
  },
  PaymentDetail: {
    decimal: "AmountPaid BalanceWriteOff CashDiscountTaken",
    string: "CustomerOrder Description DocType ReferenceNbr WriteOffReasonCode",
    int: "DocLineNbr",
  },
  PaymentOrderDetail: {
    decimal: "AppliedToOrder",
    string: "OrderNbr OrderType",
  },
  CreditCardTransactionDetail: {
    string: "TranNbr TranType AuthNbr ExtProfileId OrigTranNbr CardType",
    dateTime: "TranDate ExpirationDate",
    boolean: "NeedValidation",
  },
} as const satisfies SchemaTable;
