/** What the `xmap` command answers to the shell. */
export const EXIT_CODES = {
  fine: 0,
  findings: 1,
  usage: 2,
  unreachable: 3,
  personMustDecide: 4,
  internal: 5,
} as const;
export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES];
