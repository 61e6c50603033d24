/** The release whose behaviour a sandbox shows. */
export type OdooVersion = "14.0" | "19.0";

/** Apps that a database may have beside sales, stock and invoicing: `mrp` brings kits. */
export type OdooApp = "mrp";

/** What models may ask of the server around the database. */
export type Host = {
  readonly version: OdooVersion;
  readonly database: string;
  /** The address under which clients reach the server, without a slash at the end. */
  readonly baseUrl: () => string;
  /** True when this is the user's password, which an API key is not. */
  readonly isPassword: (uid: number, secret: string) => boolean;
  /** The next `length` hexadecimal digits of the server's source of chance. */
  readonly randomHex: (length: number) => string;
};
