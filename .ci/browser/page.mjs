// Looks at the page in a real browser: search, keyboard, names for screen readers, phone width, dark mode,
// paper, hostile texts, speed. Called by .ci/page with the folder that holds the pages.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { launch } from "./chromium.mjs";

const folder = process.argv[2];
/** What PERFORMANCE.md's budget E4 says: milliseconds for a key stroke, bytes for 10,000 codes. */
const KEY_STROKE = 50, SIZE = 4 * 1000 * 1000;

const browser = await launch();

async function look(name, file, options, act) {
  const context = await browser.newContext({ viewport: { width: 1200, height: 800 }, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("request", (request) => {
    if (!/^(file|data):/.test(request.url())) problems.push(`asks the network for ${request.url()}`);
  });
  await page.goto(`file://${join(folder, file)}${options.hash ?? ""}`);
  const title = await page.title();
  await act(page);
  assert.equal(await page.title(), title, `${name}: a text of a code was run`);
  assert.deepEqual(problems, [], name);
  const isWider = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
  assert.equal(isWider, false, `${name}: the page is wider than the window`);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
  console.log(`${name}: as it should be`);
}

const status = (page) => page.locator("#status").textContent();
const visible = (page) => page.locator("main details > summary b").allTextContents();

async function found(page, query, count, first) {
  await page.fill("#query", query);
  const text = await status(page);
  assert.equal(text.split(" ")[0], String(count), `${query}: ${text}`);
  if (first) assert.equal((await visible(page))[0], first, query);
}

await look("search", "examples.html", {}, async (page) => {
  const all = Number((await status(page)).split(" ")[0]);
  assert.ok(all > 300, `${all} codes`);
  await page.locator("#query").pressSequentially("100101");
  assert.deepEqual(await visible(page), ["100101"]);
  await found(page, "err_database", 1, "100101");
  await found(page, "database", 1, "100101");
  await found(page, "１００１０１", 1, "100101"); // full-width digits
  await found(page, "١٠٠١٠١", 1, "100101"); // Arabic digits
  await found(page, "100_101", 1, "100101");
  await found(page, "0x18705", 1, "100101");
  await page.fill("#query", "-1");
  assert.equal((await visible(page))[0], "-1");
  await found(page, "nothing like it", 0);
  assert.ok(await page.getByText("No code matches.").isVisible());
  await page.getByRole("button", { name: "Clear search and filters" }).click();
  assert.equal(Number((await status(page)).split(" ")[0]), all);
  await page.getByRole("button", { name: /^kafka/ }).click();
  assert.equal(await status(page), `134 of ${all} codes`);
  await page.getByRole("button", { name: /^backoff/ }).click();
  assert.ok(Number((await status(page)).split(" ")[0]) < 134);
  assert.equal(await page.getByRole("button", { name: /^kafka/ }).getAttribute("aria-pressed"), "true");
});

await look("keyboard", "examples.html", {}, async (page) => {
  await page.keyboard.press("/");
  await page.keyboard.type("user");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const open = page.locator("main details[open]");
  assert.equal(await open.count(), 1);
  const id = await open.getAttribute("id");
  assert.equal(new URL(page.url()).hash, `#${id}`);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.id), "query");
  await page.keyboard.press("Escape");
  assert.equal(await page.inputValue("#query"), "");
  // The first stop of the tabulator leads past the controls.
  await page.evaluate(() => history.replaceState(null, "", location.pathname));
  await page.reload();
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Skip to the codes");
});

for (const [hash, code] of [["#100101", "100101"], ["#ERR_DATABASE", "100101"], ["#0x18705", "100101"], ["#-1", "-1"]]) {
  await look(`link${hash.replace(/\W/g, "-")}`, "examples.html", { hash }, async (page) => {
    assert.deepEqual(await page.locator("main details[open] summary b").allTextContents(), [code]);
    const top = await page.locator("main details[open]").evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(top >= 0 && top < 800, `${hash} is in view`);
  });
}

await look("names", "examples.html", {}, async (page) => {
  // What a screen reader says.
  await page.getByRole("searchbox", { name: "Search by number, name or text" }).fill("100101");
  await page.getByRole("main").waitFor();
  await page.getByRole("group", { name: "Retry" }).waitFor();
  assert.equal(await page.getByRole("status").textContent(), await status(page));
  await page.getByText("Segment map").click();
  const strip = page.getByRole("img", { name: "100100–100199: 1 used, 99 free" });
  await strip.waitFor();
  const rect = strip.locator("rect.used title");
  assert.equal(await rect.textContent(), "100101 ERR_DATABASE");
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const rows = nodes.filter((node) => node.role?.value === "DisclosureTriangle").map((node) => node.name.value);
  assert.ok(rows.some((name) => /^100101 ERR_DATABASE 500 Database is not available/.test(name)), rows.join("; "));
  const headings = await page.getByRole("heading").allTextContents();
  assert.equal(headings[0], "Error codes");
});

await look("dark", "examples.html", { colorScheme: "dark", hash: "#100101" }, async (page) => {
  const [text, background] = await page.evaluate(() => {
    const style = getComputedStyle(document.body);
    return [style.color, style.backgroundColor].map((color) => color.match(/\d+/g).slice(0, 3).map(Number));
  });
  assert.ok(contrast(text, background) >= 7, "text is read in the dark");
});

for (const colorScheme of ["light", "dark"]) {
  await look(`phone-${colorScheme}`, "examples.html", { colorScheme, viewport: { width: 360, height: 740 } }, async (page) => {
    await page.fill("#query", "database");
    await page.locator("main summary").first().click();
    const size = await page.locator("#query").boundingBox();
    assert.ok(size.height >= 40 && size.width <= 340, "a finger finds the search");
    await page.getByText("Filters", { exact: true }).click();
    const chip = await page.locator(".chips button").first().boundingBox();
    assert.ok(chip.height >= 30, "a finger finds a filter");
  });
}

await look("paper", "examples.html", {}, async (page) => {
  await page.fill("#query", "database");
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.ok(await page.getByText("The database refused or failed the operation.").isVisible());
  assert.equal(await page.locator("#query").isVisible(), false);
  const paper = await page.pdf();
  assert.ok(paper.length > 1000);
});

await look("no-scripts", "examples.html", { javaScriptEnabled: false }, async (page) => {
  assert.ok(await page.locator("main details").count() > 300);
  assert.equal(await page.locator("#query").isVisible(), false);
});

for (const width of [1200, 360]) {
  await look(`hostile-${width}`, "hostile.html", { viewport: { width, height: 800 } }, async (page) => {
    await page.evaluate(() => document.querySelectorAll("details").forEach((element) => { element.open = true; }));
    assert.equal(await page.locator("h1").count(), 1, "no text makes a heading");
    assert.equal(await page.locator("main img, main script").count(), 0);
    const links = await page.locator("main a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    assert.ok(links.every((link) => /^(https:|#|mailto:)/.test(link)), links.join(" "));
    await found(page, "数据库", 1);
    await found(page, "قاعدة البيانات", 1);
    await found(page, "🚫", 1);
    await found(page, "<script>", 1);
    await found(page, "ERR_0x1F7A", 1, "ERR_0x1F7A");
    await found(page, "8058", 1, "ERR_0x1F7A");
    await found(page, "0x1f7a", 1, "ERR_0x1F7A");
    await found(page, "usr-lg-001", 1, "USR-LG-001");
    // Two number spaces have a -1, each with a link of its own.
    const ids = await page.evaluate(() => {
      document.querySelector("#query").value = "-1";
      document.querySelector("#query").dispatchEvent(new Event("input"));
      return [...document.querySelectorAll("main details")].slice(0, 2).map((element) => element.id);
    });
    assert.deepEqual(ids.sort(), ["kafka/-1", "other/-1"]);
  });
}

const size = statSync(join(folder, "large.html")).size;
assert.ok(size <= SIZE, `10,000 codes take ${size} bytes, and may take ${SIZE}`);
await look("large", "large.html", {}, async (page) => {
  const times = [];
  for (const query of ["payment", "100101", "0x18705", "zzz", "a e o"]) {
    await page.fill("#query", "");
    for (const key of query) {
      // From the event to the next frame that shows the result.
      times.push(await page.evaluate((key) => new Promise((done) => {
        const input = document.querySelector("#query");
        const start = performance.now();
        input.value += key;
        input.dispatchEvent(new Event("input"));
        document.body.getBoundingClientRect();
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
      }), key));
    }
  }
  times.sort((a, b) => a - b);
  const [middle, worst] = [times[times.length >> 1], times.at(-1)].map((time) => time.toFixed(1));
  console.log(`10,000 codes: ${size} bytes; a key stroke takes ${middle} ms, at most ${worst} ms`);
  // Timing on a busy machine is noisy: the middle holds the budget here, the worst is for the report.
  assert.ok(Number(middle) <= KEY_STROKE, `a key stroke takes ${middle} ms`);
  await found(page, "", 10000);
});

await browser.close();

/** The contrast of two colours (WCAG 2.1, 1.4.6). */
function contrast(a, b) {
  const luminance = (color) => {
    const [red, green, blue] = color.map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
