// Copies the libraries of the pages into wwwroot/lib, with their licences: they are served from there alone, and kept in the repository, so that neither ./run nor an image needs npm.
import { copyFileSync, mkdirSync } from "node:fs";

const font = "@fontsource-variable/hanken-grotesk";
const files = {
  "hds-core/lib/base.min.css": "hds-base.css",
  "hds-core/lib/components/all.min.css": "hds.css",
  "hds-core/LICENSE": "hds.LICENSE.txt",
  "htmx.org/dist/htmx.min.js": "htmx.js",
  "htmx.org/LICENSE": "htmx.LICENSE.txt",
  [`${font}/files/hanken-grotesk-latin-wght-normal.woff2`]: "hanken-grotesk-latin-wght-normal.woff2",
  [`${font}/files/hanken-grotesk-latin-ext-wght-normal.woff2`]: "hanken-grotesk-latin-ext-wght-normal.woff2",
  [`${font}/LICENSE`]: "hanken-grotesk.LICENSE.txt",
};

mkdirSync("wwwroot/lib", { recursive: true });
for (const [from, to] of Object.entries(files)) copyFileSync(`node_modules/${from}`, `wwwroot/lib/${to}`);
