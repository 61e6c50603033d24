import type { SandboxRequest, SandboxResponse } from "../server/http-message.ts";
import { fileOf, type ProductImage, showImage } from "./image.ts";
import { type InputFields, readInput } from "./input-check.ts";
import { wantsLinkedData } from "./listing.ts";
import { problem } from "./problem.ts";
import { answerCreated, answerDeleted, answerItem, notFound, type Route } from "./route.ts";
import type { XCartStore } from "./store.ts";

/** What the API takes of a new picture: an address that the shop copies it from, or the file itself. */
export const imageFields: InputFields = {
  position: { type: "int" },
  alt: { type: "string" },
  externalUrl: { type: "string" },
  attachment: { type: "string" },
  filename: { type: "string" },
};

const changeFields: InputFields = { position: { type: "int" }, alt: { type: "string" } };

/** Pictures below a product. The API lists them with the product alone. */
export const imageRoutes: readonly Route[] = [
  {
    pattern: /^\/api\/products\/(\d+)\/images(?:\.json)?$/,
    label: "/api/products/{id}/images",
    methods: ["POST"],
    answer: ({ store }, request, [id]) =>
      store.products.has(Number(id)) ? addImage(store, request, Number(id)) : unknownRow(request, "Product", id),
  },
  {
    pattern: /^\/api\/products\/(\d+)\/images\/(\d+)(?:\.json)?$/,
    label: "/api/products/{id}/images/{image_id}",
    methods: ["GET", "PUT", "DELETE"],
    answer: ({ store }, request, [id, imageId]) => {
      const image = store.catalog.images.get(Number(imageId));
      if (request.method === "GET") {
        return image?.product_id === Number(id) ? answerItem(request, showImage(image)) : notFound(request);
      }
      if (!store.products.has(Number(id))) {
        return unknownRow(request, "Product", id);
      }
      // The API does not look whether the picture is one of this product.
      if (image === undefined) {
        return unknownRow(request, "Image", imageId);
      }
      if (request.method === "PUT") {
        return changeImage(store, request, image);
      }
      store.catalog.deleteImage(image);
      return answerDeleted();
    },
  },
];

/** The 400 for a row that a path or the input names and that is not there. */
export function unknownRow(request: SandboxRequest, kind: string, id: unknown): SandboxResponse {
  return problem(400, `${kind} with ID ${String(id)} not found`, wantsLinkedData(request));
}

function addImage(store: XCartStore, request: SandboxRequest, productId: number): SandboxResponse {
  const read = readInput(request, "ProductImage", imageFields, true);
  if ("refusal" in read) {
    return read.refusal;
  }
  const { position = 0, alt = "", externalUrl = "", attachment = "", filename = "" } = read.input;
  const refuse = (detail: string): SandboxResponse => problem(400, detail, wantsLinkedData(request));
  const row = { product_id: productId, position: Number(position), alt: String(alt), source: String(externalUrl) };
  if (externalUrl !== "") {
    const file = fileOf(String(externalUrl));
    return file === undefined || isNowhere(String(externalUrl))
      ? refuse(JSON.stringify(["Unable to download the contents of {{url}}", { url: externalUrl }]))
      : answerCreated(request, showImage(store.catalog.addImage({ ...row, file })));
  }
  return attachment === "" || filename === ""
    ? refuse("Fields 'attachment' and 'filename' are required")
    : answerCreated(request, showImage(store.catalog.addImage({ ...row, file: String(filename) })));
}

/** Addresses below `.invalid` are nobody's, so nothing can be loaded from there. */
function isNowhere(address: string): boolean {
  return URL.parse(address)?.hostname.endsWith(".invalid") === true;
}

/** A position of 0 and an empty text leave what there is. */
function changeImage(store: XCartStore, request: SandboxRequest, image: ProductImage): SandboxResponse {
  const read = readInput(request, "ProductImage", changeFields, false);
  if ("refusal" in read) {
    return read.refusal;
  }
  const position = Number(read.input.position ?? 0) || image.position;
  const alt = String(read.input.alt ?? "") || image.alt;
  return answerItem(request, showImage(store.catalog.editImage(image, { position, alt })));
}
