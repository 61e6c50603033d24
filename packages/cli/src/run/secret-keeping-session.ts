import { callFailure } from "@xmap/connectors/sdk";
import { type ConnectorSession, Failure } from "@xmap/contract";

/**
 * The session, with the secrets of all systems taken out of the failures that it rejects with: a connector knows its own
 * alone, and a system may repeat what another one was sent.
 */
export function secretKeepingSession(session: ConnectorSession, secrets: ReadonlySet<string>): ConnectorSession {
  return guarded(session, (thrown) => withoutSecrets(thrown, secrets));
}

/** Its functions, and those of what it holds, throw and reject with what `clean` makes of the error. */
function guarded<Guarded extends object>(target: Guarded, clean: (thrown: unknown) => unknown): Guarded {
  return new Proxy(target, {
    get(object, name) {
      const member: unknown = Reflect.get(object, name);
      if (typeof member === "function") return guardedFunction(object, member, clean);
      return typeof member === "object" && member !== null ? guarded(member, clean) : member;
    },
  });
}

function guardedFunction(object: object, member: unknown, clean: (thrown: unknown) => unknown) {
  const call = member as (...given: readonly unknown[]) => unknown;
  return (...given: readonly unknown[]): unknown => {
    try {
      const answer = call.apply(object, [...given]);
      if (!(answer instanceof Promise)) return answer;
      return answer.catch((thrown: unknown) => {
        throw clean(thrown);
      });
    } catch (thrown) {
      throw clean(thrown);
    }
  };
}

function withoutSecrets(thrown: unknown, secrets: ReadonlySet<string>): unknown {
  if (!(thrown instanceof Failure)) return thrown;
  const { system, operation, ...parts } = thrown.details;
  const context = { system, operation, writes: false, secrets: [...secrets] };
  return callFailure(context, { ...parts, cause: thrown.cause });
}
