/** The name of the environment's setting for a system's option: `SHOP_WEBHOOK_SECRET`. */
export function settingName(system: string, option: string): string {
  return `${system}_${option}`.replace(/([a-z])([A-Z])/g, "$1_$2").toUpperCase();
}
