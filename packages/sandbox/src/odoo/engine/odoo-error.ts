import type { Json } from "../../server/json.ts";

/** An error as the server reports it: `name` is the Python class with its module, as in `error.data.name`. */
export class OdooError extends Error {
  override readonly name: string;
  /** Arguments of the exception behind its message, such as the status of an HTTP error. */
  readonly more: readonly Json[];

  constructor(name: string, message: string, more: readonly Json[] = []) {
    super(message);
    this.name = name;
    this.more = more;
  }
}

/** A business rule said no. */
export const userError = (message: string): OdooError => new OdooError("odoo.exceptions.UserError", message);

/** A constraint of the database or of a model. */
export const validationError = (message: string): OdooError =>
  new OdooError("odoo.exceptions.ValidationError", message);

/** No right to the model, record or method. */
export const accessError = (message: string): OdooError => new OdooError("odoo.exceptions.AccessError", message);

/** Wrong login, password or key. */
export const accessDenied = (): OdooError => new OdooError("odoo.exceptions.AccessDenied", "Access Denied");

/** A value of the wrong form, or an unknown field. */
export const valueError = (message: string): OdooError => new OdooError("builtins.ValueError", message);

/** A wrong or missing argument. */
export const typeError = (message: string): OdooError => new OdooError("builtins.TypeError", message);

/** An unknown method. */
export const attributeError = (message: string): OdooError => new OdooError("builtins.AttributeError", message);

/** A record that is gone. */
export function missingError(model: string, id: number, uid: number): OdooError {
  const message = `Record does not exist or has been deleted.\n(Record: ${model}(${id},), User: ${uid})`;
  return new OdooError("odoo.exceptions.MissingError", message);
}

/** A database that does not exist. */
export function unknownDatabase(database: string): OdooError {
  const message = `connection to server failed: FATAL:  database "${database}" does not exist\n`;
  return new OdooError("psycopg2.OperationalError", message);
}

/** A page, route, model or method that is not there, as the newer routes say it. */
export const notFound = (message: string): OdooError => new OdooError("werkzeug.exceptions.NotFound", message, [404]);

/** A missing or unknown API key. */
export const unauthorized = (message: string): OdooError =>
  new OdooError("werkzeug.exceptions.Unauthorized", message, [401]);
