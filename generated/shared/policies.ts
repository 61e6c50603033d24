// Generated from shared/policies.xmap. Do not edit: change the mapping and compile again.

import type { BindingModule, FlowModule, PolicyModule, SystemModule } from "@xmap/runtime";

export const contract = 1;
export const id = "shared/policies";
export const hash = "5cbcda25426499c59e51cc1fc9e87ac4cd20e274568a16ae97e7507e7fa27183";
export const sourceFiles = ["shared/odoo.xmap", "shared/policies.xmap", "shared/shop.xmap"];

export const systems: Readonly<Record<string, SystemModule>> = {};

export const careful: PolicyModule = {
  name: "careful",
  retry: { fromMilliseconds: 1000, toMilliseconds: 300000, forMilliseconds: 86400000 },
  timeoutMilliseconds: 30000,
  rates: [{ system: "shop", count: 50, perMilliseconds: 1000 }],
  parallel: [{ system: "erp", count: 8 }],
  alerts: [],
};

export const bindings: Readonly<Record<string, BindingModule>> = {};

export const flows: Readonly<Record<string, FlowModule>> = {};
//# sourceMappingURL=policies.ts.map
