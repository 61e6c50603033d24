import { linesOf, type Row, type Scalar, setDefaults, textOf } from "../record/row.ts";
import { type Behavior, type Context, itemOf, refuse, requireField } from "./context.ts";

/** The root of the tree, which is no record. */
const TOP = 0;

/** Sales categories of items, IN204060. */
export const salesCategoryBehavior: Behavior = {
  change: (context, category, isNew) => {
    const { merged, numbers } = context;
    requireField(context, category, "Description", "Description");
    setDefaults(category, { ParentCategoryID: TOP, SortOrder: 1 });
    checkPlace(context, category);
    for (const line of linesOf(category, "Members")) {
      completeMember(context, line);
    }
    if (isNew && !merged.hasErrors) {
      category.values.CategoryID = numbers.takeCategoryId();
    }
    if (!merged.hasErrors) {
      placeMembers(context, category);
    }
  },
  delete: ({ workspace }, category) => {
    const id = category.values.CategoryID ?? null;
    if (workspace.where("ItemSalesCategory", "ParentCategoryID", id).length > 0) {
      refuse("The category cannot be deleted because it has subcategories.");
    }
    if (linesOf(category, "Members").length > 0) {
      refuse("The category cannot be deleted because it has members.");
    }
  },
};

/** Checks the categories of an item, and shows the item among the members of each. */
export function placeItem(context: Context, item: Row): void {
  const { merged, workspace } = context;
  const lines = linesOf(item, "Categories");
  for (const line of lines) {
    requireField(context, line, "CategoryID", "Category ID");
    const id = line.values.CategoryID ?? null;
    if (id !== null && workspace.byKey("ItemSalesCategory", id) === undefined) {
      merged.fail(line, "CategoryID", `'Category ID' '${id}' cannot be found in the system.`);
    }
  }
  if (merged.hasErrors) {
    return;
  }
  const wanted = new Set(lines.map((line) => line.values.CategoryID));
  for (const category of workspace.rows("ItemSalesCategory")) {
    const member = linesOf(category, "Members").find((line) => isOf(line, item));
    if ((member !== undefined) !== wanted.has(category.values.CategoryID ?? null)) {
      const changed = workspace.edit("ItemSalesCategory", category, { silent: true });
      changed.rows.Members = linesOf(changed, "Members").filter((line) => !isOf(line, item));
      if (member === undefined) {
        const line = workspace.insertLine(changed, "Members", "ItemSalesCategoryMember");
        line.values.InventoryID = item.values.InventoryID ?? null;
        describeMember(line, item);
      }
    }
  }
}

/** A category stands below one that there is, and never below itself. */
function checkPlace({ merged, workspace }: Context, category: Row): void {
  const own = category.values.CategoryID ?? null;
  let above: Scalar = category.values.ParentCategoryID ?? TOP;
  while (above !== TOP) {
    const parent = workspace.byKey("ItemSalesCategory", above);
    if (parent === undefined) {
      merged.fail(category, "ParentCategoryID", `'Parent Category' '${above}' cannot be found in the system.`);
      return;
    }
    if (above === own) {
      merged.fail(category, "ParentCategoryID", "A category cannot be placed below itself.");
      return;
    }
    above = parent.values.ParentCategoryID ?? TOP;
  }
}

function completeMember(context: Context, line: Row): void {
  requireField(context, line, "InventoryID", "Inventory ID");
  const id = line.values.InventoryID ?? null;
  const item = itemOf(context, id);
  if (item !== undefined) {
    line.values.InventoryID = item.values.InventoryID ?? null;
    describeMember(line, item);
  } else if (id !== null) {
    context.merged.fail(line, "InventoryID", `'Inventory ID' '${id}' cannot be found in the system.`);
  }
}

function describeMember(line: Row, item: Row): void {
  for (const field of ["Description", "ItemClass", "ItemStatus"]) {
    line.values[field] = item.values[field] ?? null;
  }
}

/** The members are the items' own categories: neither form changes the time of the other one's record. */
function placeMembers({ workspace }: Context, category: Row): void {
  const id = category.values.CategoryID ?? null;
  const members = new Set(linesOf(category, "Members").map((line) => textOf(line, "InventoryID")));
  for (const table of ["StockItem", "NonStockItem"]) {
    for (const item of workspace.rows(table)) {
      const isPlaced = linesOf(item, "Categories").some((line) => line.values.CategoryID === id);
      if (isPlaced !== members.has(textOf(item, "InventoryID"))) {
        const changed = workspace.edit(table, item, { silent: true });
        changed.rows.Categories = linesOf(changed, "Categories").filter((line) => line.values.CategoryID !== id);
        if (!isPlaced) {
          workspace.insertLine(changed, "Categories", "CategoryStockItem").values.CategoryID = id;
        }
      }
    }
  }
}

function isOf(line: Row, item: Row): boolean {
  return textOf(line, "InventoryID") === textOf(item, "InventoryID");
}
