import { createServer, type Server, type Socket } from "node:net";

export interface FrugalRequest {
  readonly method: string;
  readonly path: string;
  readonly body: Buffer;
}

export interface FrugalAnswer {
  readonly status: number;
  /** JSON. */
  readonly body: string;
}

const HEAD_END = Buffer.from("\r\n\r\n");
const NOTHING = Buffer.alloc(0);

/**
 * HTTP/1.1 for the sink alone, at half the cost of `node:http`, so that what is measured stays the most expensive part:
 * keep-alive connections, bodies with a length (others are answered 411), answers at once.
 */
export function createFrugalServer(answer: (request: FrugalRequest) => FrugalAnswer): Server {
  return createServer({ noDelay: true }, (socket) => {
    let rest: Buffer = NOTHING;
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk: Buffer) => {
      rest = answerAll(socket, rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), answer);
    });
  });
}

/** Answers the whole requests among the bytes; what is left over belongs to the next one. */
function answerAll(socket: Socket, bytes: Buffer, answer: (request: FrugalRequest) => FrugalAnswer): Buffer {
  let begin = 0;
  for (;;) {
    const headEnd = bytes.indexOf(HEAD_END, begin);
    if (headEnd < 0) return begin === 0 ? bytes : bytes.subarray(begin);
    const head = bytes.toString("latin1", begin, headEnd);
    const length = contentLength(head);
    if (length === undefined) {
      socket.end(render({ status: 411, body: '{"message":"the length of the body is needed"}' }));
      return NOTHING;
    }
    const bodyBegin = headEnd + HEAD_END.length;
    const bodyEnd = bodyBegin + length;
    if (bytes.length < bodyEnd) return begin === 0 ? bytes : bytes.subarray(begin);
    const [method = "", path = ""] = head.slice(0, head.indexOf("\r\n")).split(" ");
    socket.write(render(answer({ method, path, body: bytes.subarray(bodyBegin, bodyEnd) })));
    if (bytes.length === bodyEnd) return NOTHING;
    begin = bodyEnd;
  }
}

function contentLength(head: string): number | undefined {
  const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
  if (length !== undefined) return Number(length);
  return /\r\ntransfer-encoding:/i.test(head) ? undefined : 0;
}

function render({ status, body }: FrugalAnswer): string {
  return `HTTP/1.1 ${status} \r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}
