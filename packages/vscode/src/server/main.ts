import { serveOverStdio } from "@xmap/cli/language-server";

// The extension brings the server of `xmap language-server` with it, so that nothing else needs to be installed.
serveOverStdio();
