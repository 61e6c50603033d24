/** A faulty file, a mend of its finding, and what the mend changes in the text. */
export interface FaultyActionCase {
  /** Path below `errors/`; its folder is the code. */
  readonly path: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** The file that is changed, when it is another. */
  readonly file?: string;
}

export const FAULTY_ACTION_CASES: readonly FaultyActionCase[] = [
  {
    path: "unused-name/value-of-a-flow.xmap",
    title: "Remove this step",
    before: "  product = order.number via ProductId\n",
    after: "",
  },
  {
    path: "unused-name/map.xmap",
    title: "Remove Stage",
    before:
      '/** Made for a binding that is gone. */\nmap Stage: Order.payment.code {\n  "P"  -> "paid"\n  else -> hold "{$} is new"\n}\n',
    after: "",
  },
  {
    path: "unused-name/let.xmap",
    title: "Ignore unused-name here, with a reason",
    before: "  let taxes",
    after: "  // xmap-ignore unused-name \n  let taxes",
  },
  {
    path: "bad-ignore/without-a-code.xmap",
    title: "Remove this comment",
    before: "  // xmap-ignore\n",
    after: "",
  },
  {
    path: "bad-ignore/misspelt-code.xmap",
    title: "Change to unused-name",
    before: "unused-nmae",
    after: "unused-name",
  },
  {
    path: "needless-ignore/nothing-to-ignore.xmap",
    title: "Remove this comment",
    before: "  // xmap-ignore unused-name kept for the next release\n",
    after: "",
  },
  {
    path: "direction-mark/in-a-text.xmap",
    title: "Write it as \\u2067",
    before: "\u2067",
    after: "\\u2067",
  },
  {
    path: "direction-mark/in-a-comment.xmap",
    title: "Remove the invisible mark",
    before: "\u202e",
    after: "",
  },
  {
    path: "may-be-too-long/longer-field.xmap",
    title: "Write nickname != null ? $substring(nickname, 0, 40) : null",
    before: "nickname -> contact",
    after: "nickname != null ? $substring(nickname, 0, 40) : null -> contact",
  },
  {
    path: "day-without-zone/system-without-a-zone.xmap",
    title: 'Add zone: "Europe/Berlin" to depot',
    file: "systems.xmap",
    before: 'env("DEPOT_URL") }',
    after: 'env("DEPOT_URL"), zone: "Europe/Berlin" }',
  },
  {
    path: "overridden-target/address.xmap",
    title: "Add the rule true -> own_address",
    before: "  billing -> address {",
    after: "  true -> own_address\n  billing -> address {",
  },
  {
    path: "overridden-target/price-of-a-line.xmap",
    title: "Add the rule true -> own_price",
    before: "    $round(price, 2) -> price",
    after: "    true -> own_price\n    $round(price, 2) -> price",
  },
  {
    path: "impossible-outcome/warn-for-a-lookup-value.xmap",
    title: "Write keep",
    before: 'warn "no {$}"',
    after: "keep",
  },
  {
    path: "impossible-outcome/warn-without-a-record.xmap",
    title: "Hold the record instead",
    before: 'warn "never sold"',
    after: 'hold "never sold"',
  },
  {
    path: "impossible-outcome/none-outside-of-a-test.xmap",
    title: "Write null",
    before: "none",
    after: "null",
  },
  {
    path: "unreachable-step/after-skip.xmap",
    title: "Remove this step",
    before: '    notify team.sales "a gift: {order.number}"\n',
    after: "",
  },
  {
    path: "restless-value/clock-in-a-binding.xmap",
    title: "Write it once, when the record is made",
    before: "-> attempts",
    after: "-> attempts  once",
  },
  {
    path: "poll-without-cursor/every-ten-seconds.xmap",
    title: "Wait for a webhook instead",
    before: "poll every 10s",
    after: "webhook",
  },
  {
    path: "not-pollable/tariffs.xmap",
    title: "Wait for a webhook instead",
    before: "poll every 1h",
    after: "webhook",
  },
];
