/** The store's note of until when a person lets mass changes of a flow through, milliseconds since 1970. */
export function allowanceOf(flow: string): string {
  return `safety/allowed/${flow}`;
}
