/** A text or number that is written as it was read: its bytes in the line, which `JSON.stringify` would write again. */
export class CopiedText {
  start = 0;
  end = 0;
}
