import { end, runVitest } from "./run-vitest.ts";

// Before a release, and whenever what they are about was changed: `npm test` leaves them out.
// They kill processes and wait for real timers: one that fails on a busy machine has a second try, and the report says so.
end(runVitest("long-tests", ["--tags-filter=long", "--retry=1", ...process.argv.slice(2)]));
