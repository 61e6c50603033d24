import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gzipSync } from "node:zlib";
import { SCHEMA_VERSION } from "../../../src/node/store/migrations.ts";
import { dayOfOrders } from "./day-of-orders.ts";

// Makes the fixture of the schema version that this program writes. Run it once for a version, before its release, and
// never again: node packages/runtime/test/node/store/make-fixture.ts
const file = join(import.meta.dirname, "fixtures", `version-${SCHEMA_VERSION}.sqlite.gz`);
const bench = await dayOfOrders();
await bench.store.close();
const database = new DatabaseSync(bench.path);
const copy = `${bench.path}.copy`;
database.prepare("VACUUM INTO ?").run(copy);
database.close();
writeFileSync(file, gzipSync(readFileSync(copy), { level: 9 }), { flag: "wx" });
rmSync(copy);
process.stdout.write(`${file}\n`);
