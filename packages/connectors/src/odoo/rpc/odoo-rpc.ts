/** The result of a call with the server's own time in milliseconds. */
export interface CallResult {
  /** Null where the method returns nothing. */
  readonly result: unknown;
  readonly serverTime: number | undefined;
}

/** A call of a method of a model. Names are those of the method's parameters in Python. */
export interface MethodCall {
  readonly model: string;
  readonly method: string;
  /** The records to call it on; absent for methods of the model itself. */
  readonly ids?: readonly number[];
  /** Arguments in the order of the parameters. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Arguments that are given by name only. */
  readonly named?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
  /** True when the call may change something. */
  readonly writes: boolean;
}

/** A version as Odoo tells it: `19.0` and `[19, 0, 0, "final", 0, "e"]`. */
export interface ServerVersion {
  readonly text: string;
  readonly isEnterprise: boolean;
}

/** One of Odoo's ways to be called; all answer equal values and equal failures. */
export interface OdooRpc {
  readonly address: string;
  readonly database: string;
  call(call: MethodCall): Promise<CallResult>;
  version(): Promise<ServerVersion>;
  /** The number of the user who signed in; absent where the key alone says who calls. */
  readonly user?: () => Promise<number>;
  close(): void;
}

/** What a transport needs to know. */
export interface RpcAccess {
  readonly address: string;
  readonly database: string;
  /** Undefined for JSON-2, which knows the user by the key. */
  readonly login: string | undefined;
  readonly key: string;
}
