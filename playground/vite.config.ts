import react from "@vitejs/plugin-react";
import { defaultClientConditions, defineConfig } from "vite";
import { contentSecurityPolicy } from "./content-security-policy.ts";

/** The page is built out of the packages' sources and lies in `dist`, to be served from any folder of any host. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  plugins: [react(), contentSecurityPolicy()],
  resolve: {
    conditions: ["@xmap/source", ...defaultClientConditions],
  },
  worker: { format: "es" },
  server: { fs: { allow: [".."] } },
  build: {
    target: "es2024",
    // Fonts and pictures are files of their own, as the Content-Security-Policy wants them.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 5000,
  },
});
