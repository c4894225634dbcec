// Writes the catalogs that the page is tried with into a folder.

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { hostile, large } from "./catalogs.mjs";

writeFileSync(join(process.argv[2], "hostile.json"), JSON.stringify(hostile()));
writeFileSync(join(process.argv[2], "large.json"), JSON.stringify(large(10_000)));
