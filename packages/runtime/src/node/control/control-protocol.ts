import type { Operations } from "@xmap/contract";

/** Every operation goes over the channel; one that is missing here does not compile. */
const NAMES: Readonly<Record<keyof Operations, true>> = {
  list: true,
  groups: true,
  show: true,
  edit: true,
  decide: true,
  trigger: true,
  pause: true,
  resume: true,
  paused: true,
  links: true,
  showLink: true,
  linkRecords: true,
  unlinkRecords: true,
  erasePerson: true,
  status: true,
};

export const OPERATION_NAMES = Object.keys(NAMES) as readonly (keyof Operations)[];

/** Where the version of the channel stands: both ends must speak the same one. */
export const CONTROL_PREFIX = "/control/1";

/** What the server answers: the operation's value, or the error that it threw. */
export type ControlAnswer = { readonly value?: unknown } | { readonly error: ControlError };

export interface ControlError {
  readonly name: string;
  readonly message: string;
}
