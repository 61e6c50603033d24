import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

const STARTED = "http.server.request.start";
const FINISHED = "http.server.response.finish";

/** What a server of this process has seen, by its own clock and not by what clients say. */
export interface ServerWatch {
  /** When each request arrived, in milliseconds. */
  readonly arrivals: readonly number[];
  /** When each 429 was answered. */
  readonly refusals: readonly number[];
  connections(): number;
  stop(): void;
}

interface ServerMessage {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly socket: Socket;
}

/** Watches the server that listens at a port; requests of the test's own control paths do not count. */
export function watchServer(port: number): ServerWatch {
  const arrivals: number[] = [];
  const refusals: number[] = [];
  const sockets = new Set<Socket>();
  const isMeant = ({ request, socket }: ServerMessage): boolean =>
    socket.localPort === port && request.url?.startsWith("/__sandbox/") === false;
  const onStart = (message: unknown): void => {
    if (!isMeant(message as ServerMessage)) return;
    arrivals.push(performance.now());
    sockets.add((message as ServerMessage).socket);
  };
  const onFinish = (message: unknown): void => {
    const { response } = message as ServerMessage;
    if (isMeant(message as ServerMessage) && response.statusCode === 429) refusals.push(performance.now());
  };
  subscribe(STARTED, onStart);
  subscribe(FINISHED, onFinish);
  return {
    arrivals,
    refusals,
    connections: () => sockets.size,
    stop() {
      unsubscribe(STARTED, onStart);
      unsubscribe(FINISHED, onFinish);
    },
  };
}

/** The most arrivals in any window of this length, wherever it begins. */
export function mostInAnyWindow(arrivals: readonly number[], milliseconds: number): number {
  let most = 0;
  let first = 0;
  arrivals.forEach((arrival, index) => {
    while ((arrivals[first] ?? arrival) <= arrival - milliseconds) first += 1;
    most = Math.max(most, index - first + 1);
  });
  return most;
}
