import { SYSTEM_CLOCK, SYSTEM_RANDOM } from "@xmap/runtime/node";
import { environmentSecrets } from "../../src/secrets/environment-secrets.ts";

const [folder = ".", name = "A", count = "1"] = process.argv.slice(2);
const { store } = environmentSecrets({
  folder,
  environment: { store: "store.sqlite" },
  variables: process.env,
  clock: SYSTEM_CLOCK,
  random: SYSTEM_RANDOM,
  warn: () => {},
});
for (let index = 0; index < Number(count); index += 1) {
  await store.change((kept, changedAt) => ({
    ...kept,
    secrets: { ...kept.secrets, [`${name}${index}`]: { text: "x", changedAt } },
  }));
}
