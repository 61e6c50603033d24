import type { OdooSandbox } from "@xmap/sandbox/odoo";

export type RpcAnswer = {
  readonly result?: unknown;
  readonly error?: {
    readonly code: number;
    readonly message: string;
    readonly data: { readonly name: string; readonly message: string };
  };
};

/** A JSON-RPC client of one sandbox, as the administrator unless told otherwise. */
export function rpcClient(sandbox: OdooSandbox, login: { uid?: number; secret?: string; database?: string } = {}) {
  const send = async (service: string, method: string, args: readonly unknown[]): Promise<RpcAnswer> => {
    const response = await fetch(`${sandbox.url}/jsonrpc`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ jsonrpc: "2.0", method: "call", id: 1, params: { service, method, args } }),
    });
    if (response.status !== 200) {
      throw new Error(`HTTP ${response.status}`);
    }
    return (await response.json()) as RpcAnswer;
  };
  const execute = (
    model: string,
    method: string,
    args: readonly unknown[] = [],
    keywords: object = {},
  ): Promise<RpcAnswer> =>
    send("object", "execute_kw", [
      login.database ?? sandbox.database,
      login.uid ?? 2,
      login.secret ?? "admin",
      model,
      method,
      args,
      keywords,
    ]);
  const call = async <Result>(
    model: string,
    method: string,
    args: readonly unknown[] = [],
    keywords: object = {},
  ): Promise<Result> => {
    const answer = await execute(model, method, args, keywords);
    if (answer.error !== undefined) {
      throw new Error(`${answer.error.data.name}: ${answer.error.data.message}`);
    }
    return answer.result as Result;
  };
  return { send, execute, call };
}
