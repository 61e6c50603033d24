export {
  type ConformanceEngine,
  describeEngineConformance,
  type EngineUnderTest,
} from "./engine/engine-conformance.ts";
export { FakeClock, settle } from "./engine/fake-clock.ts";
export { FakeSystem } from "./engine/fake-system.ts";
export { type MarkedSource, markedSource } from "./marked-source.ts";
