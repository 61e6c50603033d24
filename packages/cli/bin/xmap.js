#!/usr/bin/env node
// Plain JavaScript that old Node versions can read too, so that they can say what is wrong.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(`xmap needs Node 24 or newer, and this is Node ${process.versions.node}.\n`);
  process.exitCode = 2;
} else {
  await import("./start.js");
}
