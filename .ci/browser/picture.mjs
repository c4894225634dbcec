// Takes the picture of the page for the README: a search, and a code that is opened.
// Called by docs/pictures/make with the page and the picture.

import { pathToFileURL } from "node:url";
import { launch } from "./chromium.mjs";

const [page, picture] = process.argv.slice(2);
const browser = await launch();
const context = await browser.newContext({
  viewport: { width: 1000, height: 636 }, deviceScaleFactor: 1.5, colorScheme: "light", reducedMotion: "reduce",
});
const tab = await context.newPage();
await tab.goto(pathToFileURL(page).href);
await tab.getByText("Filters", { exact: true }).click(); // They are open, and would take the room of codes.
await tab.fill("#page-query", "user not found");
await tab.locator("main details > summary").filter({ hasText: "ERR_USER_NOT_FOUND" }).click();
await tab.focus("#page-query");
// A page of the same white is around it.
await tab.addStyleTag({
  content: "html::after { content: ''; position: fixed; inset: 0; border: 1px solid #d0d7de; pointer-events: none }",
});
await tab.evaluate(() => scrollTo(0, 0));
await tab.mouse.move(0, 0);
await tab.screenshot({ path: picture });
await browser.close();
