import type { Environment } from "./environment.ts";
import { validationError } from "./odoo-error.ts";

/** Deletes records with what belongs to them. Throws MissingError, or ValidationError when another record needs one. */
export function unlinkRecords(environment: Environment, model: string, ids: readonly number[]): void {
  for (const id of ids) {
    environment.row(model, id);
  }
  environment.model(model).beforeUnlink?.(environment, ids);
  for (const id of ids) {
    releaseReferences(environment, model, id);
    environment.invalidate(model, id);
    environment.database.remove(model, id);
    environment.note("unlink", `${model}/${id}`, { model, id });
  }
}

function releaseReferences(environment: Environment, model: string, id: number): void {
  for (const other of environment.database.models()) {
    for (const [name, field] of Object.entries(other.fields)) {
      const isLink = field.type === "many2one" && field.relation === model && field.compute === undefined;
      const referring = isLink ? (environment.database.table(other.name).find(name, id) ?? []) : [];
      if (referring.length === 0) {
        continue;
      }
      if (field.onDelete === "cascade") {
        unlinkRecords(environment, other.name, referring);
      } else if (field.onDelete === "restrict" || field.required === true) {
        throw validationError(
          "The operation cannot be completed: another model requires the record being deleted. If possible, archive it instead.\n",
        );
      } else {
        for (const target of referring) {
          environment.store(other.name, target, { [name]: null });
        }
      }
    }
  }
  const externalIds = environment.search("ir.model.data", [
    ["model", "=", model],
    ["res_id", "=", id],
  ]);
  for (const externalId of model === "ir.model.data" ? [] : externalIds) {
    environment.database.remove("ir.model.data", externalId);
  }
}
