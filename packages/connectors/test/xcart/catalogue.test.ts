import type { ConnectorSession, DataRecord, LinePatch, UpdateRequest } from "@xmap/contract";
import { startXCartSandbox, type XCartSandbox } from "@xmap/sandbox/xcart";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { xcartConnector } from "../../src/xcart/connector.ts";
import { failureOf, listAll, settingsFor } from "../support.ts";

const PICTURES = "https://pictures.example.com";
let shop: XCartSandbox;
let session: ConnectorSession;

beforeEach(async () => {
  shop = await startXCartSandbox({ products: [{ sku: "A" }, { sku: "B" }] });
  session = xcartConnector.open(settingsFor({ url: shop.url, key: "all-key" }));
});
afterEach(async () => {
  await session.close();
  await shop.close();
});

const read = (resource: string, key: readonly (string | number)[], joins: readonly string[] = []) =>
  session.read({ resource, key: key.map(String), fields: [], joins });
const search = (resource: string, match: DataRecord) => session.search({ resource, match, fields: [], limit: 10 });
const update = (resource: string, id: number, values: DataRecord, lines: UpdateRequest["lines"] = {}) =>
  session.update({ resource, key: [String(id)], values, lines, writeKey: "w" });
const create = (resource: string, values: DataRecord, lines: UpdateRequest["lines"] = {}) =>
  session.create({ resource, values, lines, writeKey: "w" });
const patch = (some: Partial<LinePatch>): LinePatch => ({ add: [], change: [], remove: [], ...some });
const adding = (...lines: readonly DataRecord[]) =>
  patch({ add: lines.map((values, index) => ({ identity: String(index), values })) });
const membersOf = (...names: readonly string[]) =>
  names.map((name) => shop.categories().find((category) => category.name === name)?.product_ids);
const loseAnswerTo = (operation: string) => shop.faults.add({ kind: "lostAnswer", match: { operation }, remaining: 1 });
const sourcesOf = (product: number) => shop.imagesOf(product).map(({ source }) => source.replace(`${PICTURES}/`, ""));
const categoriesOf = async (product: number) => (await read("products", [product], ["categories"]))?.categories;

describe("categories", () => {
  test("all levels are listed, each with its path", async () => {
    const tools = shop.addCategory({ name: "Tools" });
    const drills = shop.addCategory({ name: "Drills", parent: tools.id });
    shop.addCategory({ name: "Cordless", parent: drills.id });
    shop.addCategory({ name: "Sale" });
    for (const limit of [1, 100]) {
      const { records } = await listAll(session, { resource: "categories", fields: [], limit });
      expect(records.map(({ path }) => path).toSorted()).toEqual([
        "Sale",
        "Tools",
        "Tools / Drills",
        "Tools / Drills / Cordless",
      ]);
    }
    expect(await read("categories", [3])).toMatchObject({ name: "Cordless", path: "Tools / Drills / Cordless" });
    expect(await read("categories", [9])).toBeUndefined();
  });

  test.each<[match: DataRecord, names: readonly string[]]>([
    [{ id: 2 }, ["Drills"]],
    [{ parent: 1 }, ["Drills", "Saws"]],
    [{ parent: null }, ["Tools"]],
    [{ parent: null, name: "Drills" }, []],
    [{ parent: 1, name: " Drills " }, ["Drills"]],
    [{ path: "Tools / Saws" }, ["Saws"]],
    [{ name: "Saws" }, ["Saws"]],
    [{ parent: "none" }, []],
  ])("%j finds %j", async (match, names) => {
    shop.addCategory({ name: "Tools" });
    for (const name of ["Drills", "Saws"]) shop.addCategory({ name, parent: 1 });
    expect((await search("categories", match)).map(({ name }) => name)).toEqual(names);
  });

  test("a category is made below another one, renamed and moved", async () => {
    const [tools = ""] = await create("categories", { name: "Tools", parent: null });
    const [drills = ""] = await create("categories", { name: "Drills", parent: Number(tools) });
    await update("categories", Number(drills), { name: "Power drills" });
    expect(await read("categories", [drills])).toMatchObject({ path: "Tools / Power drills", enabled: true });
    await update("categories", Number(drills), { parent: null, description: null });
    expect(await read("categories", [drills])).toMatchObject({ parent: null, path: "Power drills" });
  });

  test("a path names a category and the one above, which must be there", async () => {
    const missing = await failureOf(create("categories", { path: "Tools / Nuts" }));
    expect(missing).toMatchObject({ class: "Conflict", effect: "none", fields: [{ path: "path" }] });
    expect(missing.message).toBe('The shop has no category "Tools" yet, below which "Nuts" is to be');
    for (const path of ["Tools", "Sale", "Tools / Nuts"]) await create("categories", { path });
    expect(await search("categories", { path: " Tools / Nuts" })).toMatchObject([{ id: 3, name: "Nuts", parent: 1 }]);
    await update("categories", 3, { path: "Sale / Nuts, bolts" });
    expect(await read("categories", [3])).toMatchObject({ name: "Nuts, bolts", parent: 2 });
    await update("categories", 2, { path: "Bargains" });
    expect(await read("categories", [3])).toMatchObject({ path: "Bargains / Nuts, bolts" });
    await update("categories", 3, { path: "Nuts" });
    expect(await read("categories", [3])).toMatchObject({ path: "Nuts", parent: null });
    shop.addCategory({ name: "Nuts / Bolts", parent: 1 });
    expect(await search("categories", { path: "Tools / Nuts / Bolts" })).toMatchObject([{ id: 4 }]);
  });

  test.each<[values: DataRecord, field: string]>([
    [{ name: "" }, "name"],
    [{ name: "Drills", parent: 9 }, "parent"],
    [{ name: "Drills", position: "first" }, "position"],
    [{ name: "Drills", icon: null }, "icon"],
    [{ path: "" }, "name"],
  ])("a category with %j is refused and names the field", async (values, field) => {
    expect(await failureOf(create("categories", values))).toMatchObject({
      class: "Invalid",
      effect: "none",
      fields: [{ path: field }],
    });
    expect(shop.categories()).toEqual([]);
  });
});

describe("the categories of a product", () => {
  beforeEach(() => {
    for (const name of ["Tools", "Sale", "New"]) shop.addCategory({ name });
    shop.editCategory(2, { product_ids: [1] });
  });

  test("a product is put into a category and taken out of another; the rest stays", async () => {
    expect(await categoriesOf(1)).toEqual([{ id: 2, path: "Sale" }]);
    await update("products", 1, {}, { categories: adding({ id: 1 }) });
    expect(await categoriesOf(1)).toEqual([
      { id: 1, path: "Tools" },
      { id: 2, path: "Sale" },
    ]);
    const [late = ""] = await create("categories", { name: "Late" });
    await update("products", 1, {}, { categories: { ...adding({ id: Number(late) }), remove: ["1"] } });
    expect(membersOf("Tools", "Sale", "Late")).toEqual([[], [1], [1]]);
    expect(await categoriesOf(1)).toEqual([
      { id: 2, path: "Sale" },
      { id: 4, path: "Late" },
    ]);
  });

  test("a repeat changes nothing, even when the answer to the first write was lost", async () => {
    const lines = { categories: { ...adding({ id: 1 }), remove: ["2"] } };
    loseAnswerTo("POST /api/categories/{id}/products");
    expect(await failureOf(update("products", 1, {}, lines))).toMatchObject({ effect: "unknown" });
    loseAnswerTo("DELETE /api/categories/{id}/products/{product_id}");
    expect(await failureOf(update("products", 1, {}, lines))).toMatchObject({ effect: "unknown" });
    await update("products", 1, {}, lines);
    await update("products", 1, {}, lines);
    expect(membersOf("Tools", "Sale")).toEqual([[1], []]);
    expect(await categoriesOf(1)).toEqual([{ id: 1, path: "Tools" }]);
  });

  test("a line that becomes another category moves the product; a new product is placed at once", async () => {
    await update("products", 1, {}, { categories: patch({ change: [{ key: "2", values: { id: 3 } }] }) });
    expect(membersOf("Sale", "New")).toEqual([[], [1]]);
    await update("products", 1, {}, { categories: { ...adding({ id: 3 }), remove: ["3"] } });
    expect(membersOf("New")).toEqual([[1]]);
    const [id] = await create("products", { sku: "C" }, { categories: adding({ id: 3 }) });
    expect(membersOf("New")).toEqual([[1, Number(id)]]);
  });

  test("a whole list leaves the product in these categories and no others", async () => {
    await update("products", 1, { categories: [{ id: 1 }, 3] });
    await update("products", 1, { categories: [{ id: 1 }, 3] });
    expect(membersOf("Tools", "Sale", "New")).toEqual([[1], [], [1]]);
    expect(shop.journal().filter(({ what }) => what === "category changed")).toHaveLength(4);
  });

  test.each([
    [{ id: 9 }, { class: "NotFound", message: expect.stringContaining("Category with ID 9 not found") }],
    [{ id: "Tools" }, { class: "Invalid", fields: [{ path: "categories.id", rule: "type" }] }],
    [{}, { class: "Invalid", fields: [{ path: "categories.id", rule: "type" }] }],
  ])("%j is refused and changes nothing", async (line, expected) => {
    expect(await failureOf(update("products", 1, {}, { categories: adding(line) }))).toMatchObject(expected);
    expect(membersOf("Tools", "Sale", "New")).toEqual([[], [1], []]);
  });

  test("the list of who is in a category has a key of both ids, and more than a page of it is read once", async () => {
    const { records } = await listAll(session, { resource: "category_products", fields: [], limit: 100 });
    expect(records).toEqual([{ category_id: 2, id: 1 }]);
    expect(await read("category_products", [2, 1])).toEqual({ category_id: 2, id: 1 });
    expect(await read("category_products", [1, 1])).toBeUndefined();
    expect(await read("category_products", [9, 1])).toBeUndefined();
    const many = Array.from({ length: 100 }, (_, index) => shop.addProduct({ sku: `P${index}` }).id);
    shop.editCategory(2, { product_ids: many });
    expect(await search("category_products", { category_id: 2 })).toHaveLength(10);
    expect(await search("category_products", { category_id: 2, id: many[99] ?? 0 })).toHaveLength(1);
  });
});

describe("the pictures of a product", () => {
  const front = { url: `${PICTURES}/front.jpg`, alt: "Front", position: 10 };
  const back = { url: `${PICTURES}/back.jpg`, alt: "Back", position: 20 };

  test("they are added by address, changed, removed and seen with the product", async () => {
    await update("products", 1, {}, { images: adding(front, back) });
    expect(await read("products", [1])).toMatchObject({
      images: [
        { id: 1, alt: "Front", position: 10, url: "https://shop.example.com/images/product/front.jpg" },
        { id: 2, alt: "Back" },
      ],
    });
    expect(sourcesOf(1)).toEqual(["front.jpg", "back.jpg"]);
    const change = [{ key: "2", values: { alt: "From behind", position: 5 } }];
    await update("products", 1, {}, { images: patch({ change, remove: ["1"] }) });
    expect((await read("products", [1]))?.images).toMatchObject([{ id: 2, alt: "From behind", position: 5 }]);
  });

  test("a picture that is gone is removed, and one whose removal was not answered is removed once", async () => {
    await update("products", 1, {}, { images: adding(front) });
    loseAnswerTo("DELETE /api/products/{id}/images/{image_id}");
    const removal = { images: patch({ remove: ["1"] }) };
    expect(await failureOf(update("products", 1, {}, removal))).toMatchObject({ effect: "unknown" });
    await update("products", 1, {}, removal);
    expect(sourcesOf(1)).toEqual([]);
    expect(shop.journal().filter(({ what }) => what === "image deleted")).toHaveLength(1);
  });

  test("a whole list adds what is missing and removes the rest, also after an answer that was lost", async () => {
    shop.addImage({ product_id: 1, position: 0, alt: "Old", file: "old.jpg", source: "" });
    loseAnswerTo("POST /api/products/{id}/images");
    expect(await failureOf(update("products", 1, { images: [front, back] }))).toMatchObject({ effect: "unknown" });
    await update("products", 1, { images: [front, back] });
    await update("products", 1, { images: [front, back] });
    expect(sourcesOf(1)).toEqual(["front.jpg", "back.jpg"]);
    expect(shop.journal().filter(({ what }) => what === "image added")).toHaveLength(3);
    await update("products", 1, { images: [] });
    expect(sourcesOf(1)).toEqual([]);
  });

  test.each([
    [{ alt: "x" }, { class: "Invalid", fields: [{ path: "images.url", rule: "url" }] }],
    [{ url: "ftp://a.example/b.jpg" }, { class: "Invalid", fields: [{ path: "images.url", rule: "url" }] }],
    [
      { url: "https://nowhere.invalid/b.jpg" },
      {
        class: "Invalid",
        message: expect.stringContaining("Unable to download"),
        fields: [{ path: "images.url" }],
      },
    ],
    [
      { ...{ url: "https://a.example/b.jpg" }, width: 5 },
      { class: "Invalid", fields: [{ path: "width" }] },
    ],
  ])("the picture %j is refused and names the field", async (line, expected) => {
    expect(await failureOf(update("products", 1, {}, { images: adding(line) }))).toMatchObject({
      effect: "none",
      ...expected,
    });
    expect(sourcesOf(1)).toEqual([]);
  });

  test("a picture cannot be given another address, and a product that is gone has none", async () => {
    await update("products", 1, {}, { images: adding(front) });
    const change = [{ key: "1", values: { url: `${PICTURES}/other.jpg` } }];
    expect(await failureOf(update("products", 1, {}, { images: patch({ change }) }))).toMatchObject({
      class: "Invalid",
      fields: [{ path: "url", rule: "readOnly" }],
    });
    expect(await failureOf(update("products", 9, {}, { images: adding(front) }))).toMatchObject({ class: "NotFound" });
  });
});
