/** The release that is tried: 19, or 14. */
export const VERSION = process.env.XMAP_TEST_ODOO_VERSION ?? "19";
export const isOld = VERSION === "14";

const port = process.env.ODOO_PORT ?? (isOld ? "8174" : "8170");

/** Where the real server is: what `real-odoo.sh up` starts, or another with a database that may be filled with anything. */
export const SERVER = {
  url: process.env.XMAP_TEST_ODOO_URL ?? `http://127.0.0.1:${port}`,
  database: process.env.ODOO_DB ?? "odoo",
  login: "admin",
  key: "admin",
} as const;
