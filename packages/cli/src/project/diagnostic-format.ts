/** How `xmap check` can show its findings. */
export const DIAGNOSTIC_FORMATS = ["pretty", "json", "github", "sarif"] as const;

export type DiagnosticFormat = (typeof DIAGNOSTIC_FORMATS)[number];
