import { hash } from "node:crypto";
import { useSha256 } from "@xmap/contract";

useSha256((text) => hash("sha256", text));
