import { binary, boolean, char, isStored, many2one, reference, selection } from "../engine/field.ts";
import { defineModel, type Model, type Row } from "../engine/model.ts";

/** The models themselves, as records. */
export const modelRecords: Model = defineModel({
  name: "ir.model",
  label: "Models",
  order: "model",
  fields: {
    name: char("Model Description", { required: true }),
    model: char("Model", { required: true, indexed: true }),
    transient: boolean("Transient Model"),
  },
  rows: (models) => models.map(({ name, label }, index) => ({ id: index + 1, values: { model: name, name: label } })),
});

/** The fields of all models, as records. */
export const fieldRecords: Model = defineModel({
  name: "ir.model.fields",
  label: "Fields",
  order: "name, id",
  fields: {
    name: char("Field Name", { required: true, indexed: true }),
    field_description: char("Field Label"),
    model: char("Model Name", { required: true, indexed: true }),
    model_id: many2one("Model", "ir.model", { required: true }),
    ttype: char("Field Type"),
    relation: char("Related Model"),
    relation_field: char("Relation Field"),
    required: boolean("Required"),
    readonly: boolean("Read-only"),
    store: boolean("Stored"),
    state: selection(
      "Type",
      [
        ["base", "Base Field"],
        ["manual", "Custom Field"],
      ],
      { initial: "base" },
    ),
  },
  displayName: (environment, id) => {
    const model = environment.number("ir.model.fields", id, "model_id");
    return `${environment.text("ir.model.fields", id, "field_description")} (${environment.text("ir.model", model, "name")})`;
  },
  rows: (models) => fieldRows(models),
});

function fieldRows(models: readonly Model[]): readonly Row[] {
  const described = models.flatMap((model, place) =>
    Object.entries(model.fields).map(([name, field]) => ({
      name,
      field_description: field.label,
      model: model.name,
      model_id: place + 1,
      ttype: field.type,
      relation: field.relation ?? null,
      relation_field: field.relationField ?? null,
      required: field.required === true,
      readonly: field.readonly === true,
      store: isStored(field),
      state: "base",
    })),
  );
  return described.map((values, index) => ({ id: index + 1, values }));
}

/** The choices of all selection fields, as records. */
export const selectionRecords: Model = defineModel({
  name: "ir.model.fields.selection",
  label: "Fields Selection",
  fields: {
    field_id: many2one("Field", "ir.model.fields", { required: true }),
    value: char("Value", { required: true }),
    name: char("Name", { required: true }),
  },
  rows: (models) => {
    const rows = fieldRows(models);
    const choices = rows.flatMap(({ id, values }) => {
      const model = models.find(({ name }) => name === values.model);
      return (model?.fields[String(values.name)]?.selection ?? []).map(([value, name]) => ({
        field_id: id,
        value,
        name,
      }));
    });
    return choices.map((values, index) => ({ id: index + 1, values }));
  },
});

/** Files that belong to records; `datas` is base64. */
export const attachment: Model = defineModel({
  name: "ir.attachment",
  label: "Attachment",
  order: "id desc",
  fields: {
    name: char("Name", { required: true }),
    res_model: char("Resource Model", { indexed: true }),
    res_id: reference("Resource ID", { indexed: true }),
    type: selection(
      "Type",
      [
        ["url", "URL"],
        ["binary", "File"],
      ],
      { required: true, initial: "binary" },
    ),
    mimetype: char("Mime Type"),
    url: char("Url"),
    datas: binary("File Content"),
    company_id: many2one("Company", "res.company", { initial: 1 }),
  },
});
