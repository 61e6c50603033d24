import { expect, test } from "vitest";
import { failureOf, startStage, tryIfOffered } from "./stage.ts";
import { type ConnectorSubject, isNotOffered, type Key, type OperationSubject, type Stage } from "./subject.ts";

const MOST_STEPS = 20;

/** Operations, done once whatever is lost: tested, carried out, tested. */
export function describeOperations<Server>(subject: ConnectorSubject<Server>): void {
  for (const [name, operation] of Object.entries(subject.operations)) {
    const [resource = "", operationName = ""] = name.split(" ");
    if (isNotOffered(operation)) {
      test(`${name} (not offered: ${operation.notOffered})`, ({ skip }) => skip(operation.notOffered));
      continue;
    }
    describeOperation(subject, { resource, operation: operationName }, operation);
  }
}

function describeOperation<Server>(
  subject: ConnectorSubject<Server>,
  named: { readonly resource: string; readonly operation: string },
  { start, commits, steps, outcome = () => undefined, ...given }: OperationSubject<Server>,
): void {
  const { resource, operation } = named;
  const request = { ...named, arguments: given.arguments ?? {}, writeKey: "w" };

  async function isDone({ session }: Stage<Server>, key: Key): Promise<boolean> {
    const fields = session.operationFields(resource, operation);
    const record = await session.read({ resource, key, fields, joins: [] });
    if (record === undefined) throw new Error(`The record that ${operation} is to be tried on is not there`);
    return session.operationDone({ ...request, record });
  }

  /** What the runtime does at each attempt. */
  async function procedure(stage: Stage<Server>, key: Key): Promise<boolean> {
    if (!(await isDone(stage, key))) await stage.session.operate({ ...request, key });
    return isDone(stage, key);
  }

  test(`${resource} ${operation} is not done before, is done after, and once`, async () => {
    const stage = await startStage(subject);
    const key = await start(stage);
    expect(await isDone(stage, key)).toBe(false);
    const before = stage.wire?.calls(commits) ?? 0;
    expect(await procedure(stage, key)).toBe(true);
    expect(await procedure(stage, key)).toBe(true);
    if (stage.wire !== undefined) expect(stage.wire.calls(commits) - before).toBe(1);
  });

  tryIfOffered(
    `${resource} ${operation} whose answer is lost has an unknown effect, is found done and not repeated`,
    subject.wire,
    async () => {
      const stage = await startStage(subject);
      const key = await start(stage);
      const before = stage.wire?.calls(commits) ?? 0;
      stage.wire?.fail({ kind: "lostAnswer" }, { fits: commits });
      expect(await failureOf(() => procedure(stage, key))).toMatchObject({ effect: "unknown", scope: "record" });
      expect(await isDone(stage, key)).toBe(true);
      expect(await procedure(stage, key)).toBe(true);
      expect((stage.wire?.calls(commits) ?? 0) - before).toBe(1);
    },
  );

  tryIfOffered(
    `${resource} ${operation} that never arrives is found undone and carried out`,
    subject.wire,
    async () => {
      const stage = await startStage(subject);
      const key = await start(stage);
      stage.wire?.fail({ kind: "resetBefore" }, { fits: commits });
      await failureOf(() => procedure(stage, key));
      expect(await isDone(stage, key)).toBe(false);
      expect(await procedure(stage, key)).toBe(true);
    },
  );

  if (steps === undefined) return;
  tryIfOffered(
    `${resource} ${operation} of which any one answer is lost ends as if none had been`,
    subject.wire,
    async () => {
      const undisturbed = await startStage(subject);
      const first = await start(undisturbed);
      expect(await procedure(undisturbed, first)).toBe(true);
      const expected = await outcome(undisturbed, first);
      for (let skip = 0; skip < MOST_STEPS; skip += 1) {
        const stage = await startStage(subject);
        const key = await start(stage);
        stage.wire?.fail({ kind: "lostAnswer" }, { skip, fits: steps });
        const failed = await procedure(stage, key).then(
          () => undefined,
          (thrown: unknown) => failureOf(() => Promise.reject(thrown)),
        );
        if (failed === undefined) return;
        expect(failed, `step ${skip + 1}`).toMatchObject({ effect: "unknown", scope: "record" });
        expect(await procedure(stage, key), `step ${skip + 1}`).toBe(true);
        expect(await outcome(stage, key), `step ${skip + 1}`).toEqual(expected);
      }
      throw new Error(`${operation} writes more than ${MOST_STEPS} times`);
    },
  );
}
