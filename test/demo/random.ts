export { createSeededRandom, type SeededRandom } from "@xmap/sandbox";
