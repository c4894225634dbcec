// Catalogs that the page is tried with: hostile texts in every field, and thousands of codes.

const HOSTILE = [
  `<script>document.title = "run"</script>`, `"><img src=x onerror="document.title='run'">`,
  `{{ 7 * 7 }} {% raw %}`, `</details></main><h1>out</h1>`, `数据库不可用，请稍后再试`, `قاعدة البيانات غير متاحة`,
  `👩‍💻🚫 emoji`, `' onmouseover='document.title="run"`, `&lt;b&gt; &amp; <b>bold</b>`, `a\u202Eb\u0007`,
  `line one\nline two\n\n\n`, `\`code\` *stars* _under_ [link](javascript:document.title='run') # head`,
  `x`.repeat(3000), `--> ]]> <!-- never closed`, `\\ \\\\ \\u0041 $\{7}`,
];

const ORIGINS = Object.fromEntries(
  ["http", "grpc", "retry", "message", "name", "severity", "fault", "expected"].map((key) => [key, "attribute"]));

const GRPC = { 400: "INVALID_ARGUMENT", 403: "PERMISSION_DENIED", 404: "NOT_FOUND", 409: "ABORTED", 429: "RESOURCE_EXHAUSTED", 500: "INTERNAL", 503: "UNAVAILABLE" };

function code(at, more) {
  const status = [400, 403, 404, 409, 429, 500, 503][at % 7];
  return {
    code: 100000 + at, name: `CODE_${at}`, package: "shop-codes", file: "shop/src/lib.rs", line: at + 1, column: 12,
    version: "1.0.0", enum: "ShopError", variant: `Code${at}`, text: String(100000 + at), http: status,
    grpc: GRPC[status], retry: ["never", "backoff", "throttle"][at % 3], fault: status < 500 ? "client" : "server",
    severity: status < 500 ? "warning" : "error", expected: at % 5 === 0, message: `Message ${at}`, origins: ORIGINS, ...more,
  };
}

/** Every text of every field is one of the hostile ones. */
export function hostile() {
  const codes = HOSTILE.map((text, at) => code(at, {
    name: at === 5 ? "قاعدة" : `CODE_${at}`, message: text, description: text, detail: text, trigger: text, help: text,
    log: text, since: text, deprecated: at % 2 ? text : undefined, replaced_by: at % 2 ? String(100000 + at - 1) : undefined,
    alias: text, class: text, service: text, module: text, package: text, enum: text, variant: text, file: text,
    contact: text, reference: at % 3 ? `https://example.com/${encodeURIComponent(text)}` : "javascript:document.title='run'",
  }));
  codes.push(code(20, { code: "USR-LG-001", text: "USR-LG-001", domain: "text" }));
  codes.push(code(21, { code: 8058, text: "ERR_0x1F7A", layout: "hex SSNN prefix ERR_0x", domain: "hex" }));
  codes.push(code(22, { code: -1, text: "-1", domain: "kafka" }));
  codes.push(code(23, { code: -1, text: "-1", domain: "other" }));
  // Codes may be any words, also those that the page has for its own parts.
  ["more", "none", "query", "codes", "s1", "auth/invalid-token"].forEach((text, at) => {
    codes.push(code(24 + at, { code: text, text, domain: "words" }));
  });
  return { format: 1, codes };
}

/** As a company has them: each code with the usual facts. */
export function large(count) {
  const words = "user order payment database account session token stock price address invoice refund".split(" ");
  const word = (at) => words[(at * 7919) % words.length];
  const title = (text) => text[0].toUpperCase() + text.slice(1);
  const codes = [];
  for (let at = 0; at < count; at++) {
    const [a, b, c] = [word(at), word(at + 1), word(at + 5)];
    // An enum for each module of 50 codes.
    const owner = word(Math.floor(at / 50));
    const number = (10 + Math.floor(at / 1000)) * 10000 + (Math.floor(at / 50) % 20) * 100 + (at % 50) + 1;
    codes.push(code(at, {
      code: number, text: String(number), name: `${a}_${b}_${c}_${at}`.toUpperCase(), layout: "digits SSMMNN",
      package: `service-${Math.floor(at / 1000)}`, service: `service-${Math.floor(at / 1000)}`, module: `module-${Math.floor(at / 50) % 20}`,
      file: `services/service-${Math.floor(at / 1000)}/src/errors/${owner}.rs`, enum: `${title(owner)}Error`,
      variant: `${title(a)}${title(b)}${at}`, message: `The ${a} of this ${b} was not accepted, check the ${c}`,
      description: `The ${b} refused the ${c}.`, expected: false,
    }));
  }
  return { format: 1, codes };
}
