"use strict";
// All codes are in the page, so that it works without scripts. With them, only what matches stands in
// the document, and no more than a screenful or two: thousands of rows would make every key stroke slow.
(() => {
  const STEP = 60;
  const $ = (id) => document.getElementById(`page-${id}`);
  const query = $("query"), list = $("codes"), more = $("more");

  // What is written differently and means the same: case, accents, full-width forms, Arabic digits.
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/\p{Nd}/gu, digit);
  // Decimal digits stand in blocks of ten, each beginning with its zero.
  function digit(c) {
    if (c <= "9") return c;
    let zero = c.codePointAt(0);
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && c.codePointAt(0) - zero < 9) zero--;
    return String(c.codePointAt(0) - zero);
  }

  const of = (element, name) => element.querySelector(name)?.textContent ?? "";
  const sections = [...list.querySelectorAll("section")];
  const groups = [...list.querySelectorAll(".group")];
  const items = [];
  for (const group of groups) {
    const section = group.parentElement, { service } = section.dataset;
    // What the codes of a group share stands above them once.
    const about = group.firstElementChild.textContent;
    for (const element of [...group.children].slice(1)) {
      const code = of(element, ".num") || of(element, "b");
      const { l: line } = element.dataset;
      items.push({
        element, section, group, about: line && `${about}:${line}`,
        code: folded(code), text: folded(of(element, "b")), name: folded(of(element, "summary code")),
        all: folded(`${element.id} ${element.textContent} ${about} ${service}`),
        service, http: of(element, "i"), retry: of(element, ".r"),
        fault: of(element, ".f"), severity: of(element, ".v"),
      });
      element.remove();
    }
    section.hidden = group.hidden = true;
  }

  const declared = items.filter((item) => item.about).length;

  // The other ways to write a number: 0x1F7A and 1F7A for 8058, 100_101 and 100,101 for 100101.
  function numbers(word) {
    const plain = word.replace(/(?<=\d)[_,'](?=\d)/g, "");
    const hex = /^(-?)(?:[a-z_]*0x)?([0-9a-f]{1,15})$/.exec(plain);
    const forms = plain === word ? [] : [plain];
    if (hex && /0x|[a-f]/.test(plain)) forms.push(hex[1] + parseInt(hex[2], 16));
    return forms;
  }

  const picked = new Map();
  let matches = items, shown = 0;

  // Lower is nearer; -1 is no match.
  function distance(item, words) {
    let worst = 0;
    for (const { word, forms } of words) {
      let near = -1;
      if (item.code === word || item.text === word || forms.includes(item.code)) near = 0;
      else if (item.name === word) near = 1;
      else if (item.code.startsWith(word) || item.text.startsWith(word)) near = 2;
      else if (item.name.includes(word)) near = 3;
      else if (item.all.includes(word)) near = 4;
      if (near < 0) return -1;
      worst = Math.max(worst, near);
    }
    return worst;
  }

  function search() {
    const words = folded(query.value).split(/\s+/).filter(Boolean)
      .map((word) => ({ word, forms: numbers(word) }));
    // The nearest first; the order of codes stays among what is equally near.
    const found = [[], [], [], [], []];
    for (const item of items) {
      let isPicked = true;
      for (const [facet, values] of picked) isPicked &&= values.has(item[facet]);
      const near = isPicked ? distance(item, words) : -1;
      if (near >= 0) found[near].push(item);
    }
    for (const { element, section, group } of matches.slice(0, shown)) {
      element.remove();
      section.hidden = group.hidden = true;
    }
    matches = found.flat();
    const isFlat = words.length > 0;
    if (isFlat !== !list.contains(sections[0])) list.replaceChildren(...(isFlat ? [] : sections));
    shown = 0;
    show(STEP);
    // What is retired is declared nowhere; it is found, and counted apart.
    const used = matches.filter((item) => item.about).length, retired = matches.length - used;
    const count = `${declared} ${declared === 1 ? "code" : "codes"}`;
    $("status").textContent = (matches.length === items.length ? count : `${used} of ${count}`) +
      (retired ? `, ${retired} retired` : "");
    $("clear").hidden = !words.length && !picked.size;
    $("none").hidden = matches.length > 0;
  }

  function show(count) {
    const isFlat = query.value.trim() !== "";
    const next = matches.slice(shown, shown + count);
    for (const { element, section, group, about, service } of next) {
      const summary = element.firstElementChild;
      if (about && !element.querySelector(".d")) {
        const declared = document.createElement("li");
        declared.className = "d";
        declared.textContent = about;
        element.querySelector("ul").append(declared);
      }
      if (isFlat) {
        if (sections.length > 1) summary.dataset.service = service;
        list.append(element);
      } else {
        delete summary.dataset.service;
        section.hidden = group.hidden = false;
        group.append(element);
      }
    }
    shown += next.length;
    const left = matches.length - shown;
    more.hidden = left === 0;
    more.textContent = `Show ${left} more`;
  }

  function clear() {
    query.value = "";
    picked.clear();
    for (const chip of document.querySelectorAll(".chips button")) chip.ariaPressed = "false";
    for (const mark of document.querySelectorAll(".picked")) mark.textContent = "";
    search();
  }

  for (const facet of document.querySelectorAll(".facet")) {
    facet.addEventListener("click", (event) => {
      const chip = event.target.closest("button");
      if (!chip) return;
      const name = facet.dataset.facet;
      const values = picked.get(name) ?? new Set();
      const { value } = chip.dataset;
      if (!values.delete(value)) values.add(value);
      if (values.size) picked.set(name, values); else picked.delete(name);
      chip.ariaPressed = String(values.has(value));
      const mark = facet.querySelector(".picked");
      if (mark) mark.textContent = [...values].join(", ");
      search();
    });
  }
  query.addEventListener("input", search);
  $("clear").addEventListener("click", () => { clear(); query.focus(); });
  more.addEventListener("click", () => {
    const first = matches[shown];
    show(STEP);
    first?.element.firstElementChild.focus();
  });
  // Whoever scrolls to the end sees more without asking.
  if ("IntersectionObserver" in window) {
    new IntersectionObserver((seen) => seen[0].isIntersecting && !more.hidden && show(STEP),
      { rootMargin: "600px" }).observe(more);
  }

  const summaries = () => [...list.querySelectorAll("details > summary")];
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && at !== query) {
      event.preventDefault();
      query.focus();
      query.select();
    } else if (event.key === "Escape" && (query.value || picked.size)) {
      event.preventDefault();
      clear();
      query.focus();
    } else if (event.key === "Enter" && at === query && matches.length) {
      event.preventDefault();
      reveal(matches[0]);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const all = summaries();
      const index = all.indexOf(at);
      if (index < 0 && (at !== query || event.key === "ArrowUp")) return;
      event.preventDefault();
      const next = index + (event.key === "ArrowDown" ? 1 : -1);
      if (next >= all.length && shown < matches.length) show(STEP);
      if (next < 0) query.focus(); else summaries()[next]?.focus();
    }
  });

  // Opens a code, and puts it into the address.
  function reveal(item) {
    if (!matches.includes(item)) clear();
    while (!item.element.isConnected && shown < matches.length) show(STEP);
    item.element.open = true;
    item.element.firstElementChild.focus({ preventScroll: true });
    item.element.scrollIntoView();
  }

  // A link may name a code in any form.
  function follow() {
    let wanted = location.hash.slice(1);
    try { wanted = decodeURIComponent(wanted); } catch { /* It is taken as it stands. */ }
    if (!wanted || wanted === "page-codes") return;
    const word = folded(wanted), forms = numbers(word);
    const item = items.find((item) => item.element.id === wanted)
      ?? items.find((item) => item.code === word || item.text === word || item.name === word)
      ?? items.find((item) => forms.includes(item.code));
    if (item) reveal(item);
  }
  list.addEventListener("toggle", (event) => {
    const { open, id } = event.target;
    if (open && id) history.replaceState(null, "", `#${encodeURIComponent(id).replace("%2F", "/")}`);
  }, true);
  window.addEventListener("hashchange", follow);

  // On paper are all codes that match, opened.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    show(matches.length);
    opened = matches.filter((item) => !item.element.open);
    for (const item of opened) item.element.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const item of opened) item.element.open = false;
  });

  // On a phone they would hide the codes.
  document.querySelector(".filters").open = matchMedia("(min-width: 45rem)").matches;
  document.querySelector(".controls").hidden = false;
  search();
  follow();
})();
