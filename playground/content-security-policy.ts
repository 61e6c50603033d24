import type { Plugin } from "vite";

/**
 * What the page may do. Styles are the one exception: Monaco writes its theme and its lines' places as inline styles.
 * Workers out of blobs run compiled mappings; they are under this policy as well.
 */
const PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");

/** The worker that checks samples makes code of schemas. It may do that, and nothing else. */
const SAMPLE_WORKER = "default-src 'none'; script-src 'self' 'unsafe-eval'";

/** Puts the policy into the built page, so that it holds on any host, and into the answers of the preview server. */
export function contentSecurityPolicy(): Plugin {
  return {
    name: "xmap-content-security-policy",
    transformIndexHtml: {
      order: "post",
      handler: (_html, { server }) =>
        server === undefined
          ? [
              {
                tag: "meta",
                attrs: { "http-equiv": "Content-Security-Policy", content: PAGE },
                injectTo: "head-prepend",
              },
            ]
          : [],
    },
    // Servers that can send headers read them here.
    generateBundle() {
      const policies = { page: PAGE, sampleWorker: SAMPLE_WORKER };
      this.emitFile({ type: "asset", fileName: "policies.json", source: `${JSON.stringify(policies, null, 2)}\n` });
    },
    configurePreviewServer({ middlewares }) {
      middlewares.use((request, response, next) => {
        const isSampleWorker = /\/sample-worker-[^/]*\.js$/.test(request.url ?? "");
        response.setHeader(
          "Content-Security-Policy",
          isSampleWorker ? SAMPLE_WORKER : `${PAGE}; frame-ancestors 'none'`,
        );
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        next();
      });
    },
  };
}
