/** A picture of a product, copied into the shop under a file name of its own. */
export type ProductImage = {
  readonly id: number;
  readonly product_id: number;
  readonly position: number;
  readonly alt: string;
  readonly file: string;
  /** Where it was copied from; the API does not tell. */
  readonly source: string;
};

/** Where a shop of the sandbox shows its pictures. */
const folder = "https://shop.example.com/images/product/";

/** Shows a picture as the API does. */
export function showImage({ id, position, alt, file }: ProductImage) {
  return { id, position, alt, url: folder + file, width: 1000, height: 1000 };
}

/** The file that an address names, with what the shop's file system does not take replaced; undefined for no web address. */
export function fileOf(address: string): string | undefined {
  const url = URL.parse(address);
  const name = url?.pathname.split("/").at(-1) ?? "";
  if (url === null || !/^https?:$/.test(url.protocol) || name === "") {
    return undefined;
  }
  return decodeURIComponent(name).replace(/[^\w.-]+/g, "_");
}

/** The name with a number behind it, as long as another file of the shop has the name. */
export function freeFile(file: string, taken: ReadonlySet<string>): string {
  const [, stem = file, extension = ""] = /^(.+?)(\.[^.]*)?$/.exec(file) ?? [];
  let free = file;
  for (let count = 1; taken.has(free); count += 1) {
    free = `${stem}_${count}${extension}`;
  }
  return free;
}
