import { isJsonObject, textMember } from "../shared/json-shape.ts";

/** Names and versions of the endpoints that `GET /entity` tells of: `Default/24.200.001`. */
export function endpointsIn(body: unknown): readonly string[] {
  const list = isJsonObject(body) && Array.isArray(body.endpoints) ? body.endpoints : [];
  return list.flatMap((one) => {
    const [name, version] = [textMember(one, "name"), textMember(one, "version")];
    return name === undefined || version === undefined ? [] : [`${name}/${version}`];
  });
}
