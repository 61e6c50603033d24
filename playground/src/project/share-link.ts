import { deflateSync, Inflate, strFromU8, strToU8 } from "fflate";
import { readSavedWork, type SavedWork } from "./saved-work.ts";

const PARAMETER = "work";

/** A link inflates to no more than this, so that a small link cannot fill the memory. */
const MOST_BYTES = 8_000_000;

/** The fragment of a link that holds a work. Browsers send no fragment to a server. */
export function fragmentOf(saved: SavedWork): string {
  return `#${PARAMETER}=${toBase64Url(deflateSync(strToU8(JSON.stringify(saved)), { level: 9 }))}`;
}

/** The work that a fragment holds; undefined when it holds none, or a damaged one. */
export function workOfFragment(fragment: string): SavedWork | undefined {
  const packed = new URLSearchParams(fragment.replace(/^#/, "")).get(PARAMETER);
  if (packed === null) return undefined;
  try {
    return readSavedWork(JSON.parse(strFromU8(inflate(fromBase64Url(packed)))));
  } catch {
    return undefined;
  }
}

/** Whether a fragment should hold a work. */
export function isShareLink(fragment: string): boolean {
  return fragment.startsWith(`#${PARAMETER}=`);
}

function inflate(packed: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const inflater = new Inflate((chunk) => {
    size += chunk.length;
    if (size > MOST_BYTES) throw new RangeError("the link holds too much");
    chunks.push(chunk);
  });
  const step = 16_384;
  for (let at = 0; at < packed.length; at += step)
    inflater.push(packed.subarray(at, at + step), at + step >= packed.length);
  const whole = new Uint8Array(size);
  let filled = 0;
  for (const chunk of chunks) {
    whole.set(chunk, filled);
    filled += chunk.length;
  }
  return whole;
}

function toBase64Url(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64Url(text: string): Uint8Array {
  const binary = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
