#!/usr/bin/env python3
"""Feeds exported files to the tools of their ecosystems, and compares what comes out with the catalog.

    check.py FOLDER          with the tools that this machine has
    check.py --all FOLDER    fails where a tool or a file is missing

A folder holds what `cargo errcode export` wrote in every format, under the default names. The tests
run it on what they export; `.ci/exports` runs it with all tools.
"""

import ast
import csv
import importlib.util
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

TEXTS = ["name", "retry", "fault", "help", "reference"]
GRPC = (
    "OK CANCELLED UNKNOWN INVALID_ARGUMENT DEADLINE_EXCEEDED NOT_FOUND ALREADY_EXISTS PERMISSION_DENIED "
    "RESOURCE_EXHAUSTED FAILED_PRECONDITION ABORTED OUT_OF_RANGE UNIMPLEMENTED INTERNAL UNAVAILABLE "
    "DATA_LOSS UNAUTHENTICATED"
).split()
MAX_SAFE = 2**53 - 1


def main():
    arguments = sys.argv[1:]
    needs_all = "--all" in arguments
    folder = pathlib.Path(arguments[-1]).resolve()
    entries = json.loads((folder / "catalog.json").read_text())["codes"]
    for entry in entries:
        entry["prefix"] = prefix(entry, entries)
    checks = [
        ("codes.csv", None, check_csv),
        ("codes.sqlite", None, check_sqlite),
        ("openapi.json", "openapi_spec_validator", check_openapi),
        ("errcode.proto", "protoc", check_proto),
        ("errors.py", None, check_python),
        ("errors.py", "mypy", check_python_types),
        ("errors.py", "ruff", check_python_format),
        ("errors.go", "go", check_go),
        ("errors.ts", "tsc", check_typescript),
    ]
    for file, tool, check in checks:
        path = folder / file
        has_tool = tool is None or shutil.which(tool) or is_module(tool)
        # Only a build with the feature writes the database.
        if not path.exists() and file == "codes.sqlite" and not needs_all:
            continue
        if not has_tool and not needs_all:
            continue
        assert path.exists(), f"{path} is missing"
        assert has_tool, f"{tool} is missing"
        with tempfile.TemporaryDirectory() as work:
            check(path, entries, pathlib.Path(work))
        print(f"{folder.name}/{file}: {tool or 'python3'}")


def is_module(name):
    return importlib.util.find_spec(name) is not None


def prefix(entry, entries):
    """What the names of the entry's number space begin with."""
    domain = entry.get("domain")
    words = re.split("[-_]", domain or "")
    text = isinstance(entry["code"], str)
    is_mixed = text and any(
        other.get("domain") == domain and isinstance(other["code"], int) for other in entries
    )
    return "".join(word.capitalize() for word in words) + ("Text" if is_mixed else "")


def prefixes(entries):
    return sorted({entry["prefix"] for entry in entries})


def message(entry):
    """The message with its places as clients see them."""

    def place(found):
        return found[0][0] if found[1] is None else f"{{{found[1]}}}"

    return re.sub(r"\{\{|\}\}|\{(\w+)(?::[^{}]*)?\}", place, entry["message"])


def run(*command, folder):
    result = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    output = (result.stdout + result.stderr)[-4000:]
    assert result.returncode == 0, f"{command} failed in {folder}:\n{output}"
    return result.stdout


def check_csv(path, entries, _):
    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file, strict=True))
    assert len(rows) == len(entries)
    for row, entry in zip(rows, entries):
        assert row["code"].removeprefix("'") == str(entry["code"])
        assert row["http"] == str(entry["http"])
        for key in set(entry) - {"origins", "prefix"}:
            assert key in row, key
        for cell in row.values():
            assert not cell.lstrip().startswith(("=", "+", "-", "@")) or re.fullmatch("-[0-9]+", cell), cell


def check_sqlite(path, entries, _):
    database = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    database.row_factory = sqlite3.Row
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert database.execute("PRAGMA user_version").fetchone()[0] == 1
    rows = database.execute("SELECT * FROM codes ORDER BY rowid").fetchall()
    assert len(rows) == len(entries)
    for row, entry in zip(rows, entries):
        for key in row.keys():
            value = entry.get(key)
            if key == "placeholders":
                value = json.dumps(value or [], separators=(",", ":"), ensure_ascii=False)
            elif key == "grpc_number":
                value = GRPC.index(entry["grpc"])
            elif key in ("exhaustive", "expected"):
                value = int(value or False)
            assert row[key] == value, (key, row[key], value)
    plan = database.execute("EXPLAIN QUERY PLAN SELECT * FROM codes WHERE code = 1").fetchone()
    assert "USING INDEX" in plan["detail"]
    for table in ("retired", "reserved"):
        database.execute(f"SELECT * FROM {table}").fetchall()


def check_openapi(path, entries, work):
    import jsonschema
    from openapi_spec_validator import validate
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT202012

    document = json.loads(path.read_text())
    validate(document)
    components = document["components"]
    shutil.copy(path, work / "openapi.json")
    names = [name for name in components["responses"] if re.search("Status[1-5]..$", name)]
    operation = {
        "responses": {
            name[-3:]: {"$ref": f"openapi.json#/components/responses/{name}"} for name in names
        }
    }
    operation["responses"]["default"] = {"$ref": "openapi.json#/components/responses/Error"}
    api = {
        "openapi": "3.1.0",
        "info": {"title": "An API that refers to the responses", "version": "1"},
        "paths": {"/": {"get": operation}},
    }
    (work / "api.json").write_text(json.dumps(api))
    validate(api, base_uri=(work / "api.json").as_uri())

    # The schemas as JSON Schema: an example has its own and no other.
    resource = Resource.from_contents(document, default_specification=DRAFT202012)
    registry = Registry().with_resource("urn:api", resource)

    def validator(pointer):
        schema = {"$ref": f"urn:api#/components/{pointer}"}
        return jsonschema.Draft202012Validator(schema, registry=registry)

    own = {name: schema for name, schema in components["schemas"].items() if "examples" in schema}
    assert len(own) == len(entries)
    assert len({name.lower() for name in components["schemas"]}) == len(components["schemas"])
    previous = None
    for (name, schema), entry in zip(own.items(), entries):
        assert re.fullmatch("[a-zA-Z0-9._-]+", name)
        [example] = schema["examples"]
        assert example["code"] == entry["code"] and example["message"] == message(entry)
        assert example.get("reference") == entry.get("reference")
        validator(f"schemas/{name}").validate(example)
        validator("schemas/ErrorBody").validate(example)
        if previous:
            assert not validator(f"schemas/{previous}").is_valid(example)
            assert not validator(f"schemas/{name}").is_valid({**example, "code": None})
        previous = name
        response = components["responses"][name]
        waits = entry["retry"] in ("backoff", "throttle")
        assert ("Retry-After" in response["headers"]) == waits
        if not 200 <= entry["http"] < 300:
            # Text and integer codes of one number space have names of their own.
            status = f"{entry['prefix']}Status{entry['http']}"
            pointer = f"responses/{status}/content/application~1json/schema"
            validator(pointer).validate(example)
    unions = [schema for name, schema in components["schemas"].items() if "enum" in schema]
    assert sum(len(union["enum"]) for union in unions) == len(entries)
    assert all(len(union["enum"]) == len(set(union["x-enum-varnames"])) for union in unions)


def check_proto(path, _, work):
    run("protoc", "--fatal_warnings", f"--descriptor_set_out={work}/out", path.name, folder=path.parent)


def check_python(path, entries, _):
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))
    spec = importlib.util.spec_from_file_location("exported_errors", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["exported_errors"] = module
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    for entry in entries:
        codes = getattr(module, f"{entry['prefix']}ErrorCode")
        member = codes.from_code(entry["code"])
        assert member == entry["code"] and str(member) == str(entry["code"]), member
        assert member.info.message == message(entry), (member.info.message, message(entry))
        assert (member.info.http, member.info.grpc) == (entry["http"], entry["grpc"])
        assert (member.info.deprecated is not None) == ("deprecated" in entry)
        for key in TEXTS:
            assert getattr(member.info, key) == entry.get(key), (key, member.info)
    for name in prefixes(entries):
        codes = getattr(module, f"{name}ErrorCode")
        for unknown in (True, None, 123456789, "no such code", 1.0, [], {}):
            assert codes.from_code(unknown) is None, unknown


def check_python_types(path, _, work):
    shutil.copy(path, work / "errors.py")
    run("mypy", "--strict", "--cache-dir", str(work / "cache"), "errors.py", folder=work)


def check_python_format(path, _, work):
    shutil.copy(path, work / "errors.py")
    run("ruff", "format", "--isolated", "--check", "errors.py", folder=work)


def expected(entries):
    """What clients have to know of each code."""
    return [
        {
            "prefix": entry["prefix"],
            "code": entry["code"],
            "http": entry["http"],
            "grpc": GRPC.index(entry["grpc"]),
            "message": message(entry),
            **{key: entry.get(key) for key in TEXTS},
        }
        for entry in entries
    ]


def check_go(path, entries, work):
    package = work / "codes"
    package.mkdir()
    shutil.copy(path, package / "errors.go")
    (work / "go.mod").write_text("module example.com/check\n\ngo 1.18\n")
    (work / "expected.json").write_text(json.dumps(expected(entries)))
    lookups = "".join(
        f'\t"{name}": func(raw []byte) (string, codes.Info, bool, error) {{\n'
        f"\t\tvar code codes.{name}Code\n"
        f"\t\terr := json.Unmarshal(raw, &code)\n"
        f"\t\tinfo, ok := code.Info()\n"
        f"\t\treturn code.String(), info, ok, err\n\t}},\n"
        for name in prefixes(entries)
    )
    name = re.search(r"^package (\w+)$", path.read_text(), re.M)[1]
    (work / "main.go").write_text(GO_MAIN.replace("LOOKUPS", lookups).replace("PACKAGE", name))
    assert run("gofmt", "-l", ".", folder=package) == "", "not as gofmt writes it"
    run("go", "vet", "./...", folder=work)
    assert run("go", "run", ".", folder=work) == f"{len(entries)}\n"


GO_MAIN = """package main

import (
	"encoding/json"
	"fmt"
	"os"

	codes "example.com/check/codes"
)

var lookups = map[string]func([]byte) (string, codes.Info, bool, error){
LOOKUPS}

type expected struct {
	Prefix, Name, Retry, Fault, Message, Help, Reference string
	Code                                                 json.RawMessage
	HTTP                                                 int
	GRPC                                                 uint32
}

func main() {
	text, err := os.ReadFile("expected.json")
	if err != nil {
		panic(err)
	}
	var all []expected
	if err := json.Unmarshal(text, &all); err != nil {
		panic(err)
	}
	for _, want := range all {
		name, info, ok, err := lookups[want.Prefix](want.Code)
		if err != nil || !ok || name != want.Name {
			panic(fmt.Sprint(string(want.Code), err, ok, name))
		}
		deprecated := info.Deprecated
		info.Deprecated = ""
		has := codes.Info{
			Name: want.Name, HTTP: want.HTTP, GRPC: want.GRPC, Retry: codes.Retry(want.Retry),
			Fault: want.Fault, Message: want.Message, Help: want.Help, Reference: want.Reference,
		}
		if info != has {
			panic(fmt.Sprintf("%q %q %q", deprecated, info, has))
		}
	}
	for _, lookup := range lookups {
		for _, unknown := range []string{"123456789", `"no such code"`} {
			name, info, ok, err := lookup([]byte(unknown))
			if err == nil && (ok || info != (codes.Info{}) || name == "") {
				panic(unknown)
			}
		}
	}
	fmt.Println(len(all))
}
"""


def check_typescript(path, entries, work):
    shutil.copy(path, work / "errors.ts")
    safe = [entry for entry in entries if isinstance(entry["code"], str) or abs(entry["code"]) <= MAX_SAFE]
    (work / "expected.json").write_text(json.dumps(expected(safe)))
    (work / "package.json").write_text('{"type": "module"}')
    usage = ['import * as codes from "./errors.js";', "declare const value: unknown;"]
    for name in prefixes(safe):
        lower = name[:1].lower() + name[1:]
        info = f"{lower}ErrorInfo" if name else "errorInfo"
        usage.append(
            f"if (codes.is{name}ErrorCode(value)) {{\n"
            f"  const code: codes.{name}ErrorCode = value;\n"
            f"  const known: string = codes.{info}(code).message;\n"
            f"  void known;\n"
            f"}}\n"
            f"const unknown: codes.ErrorInfo | undefined = codes.{info}(value);\n"
            f"void unknown;\n"
            f"// @ts-expect-error: a type of its own, and not any number or text\n"
            f"const wrong: codes.{name}ErrorCode = 123456789;\n"
            f"void wrong;\n"
        )
    usage = [usage[0], usage[1]] + [f"{{\n{block}}}" for block in usage[2:]]
    (work / "usage.ts").write_text("\n".join(usage))
    (work / "check.js").write_text(NODE_MAIN)
    flags = "--strict --noUnusedLocals --noImplicitReturns --exactOptionalPropertyTypes --noUncheckedIndexedAccess"
    files = ["--target", "es2022", "--module", "nodenext", "errors.ts", "usage.ts"]
    run("tsc", *flags.split(), *files, folder=work)
    assert run("node", "check.js", folder=work) == f"{len(safe)}\n"


NODE_MAIN = """import assert from "node:assert";
import fs from "node:fs";
import * as codes from "./errors.js";

const all = JSON.parse(fs.readFileSync("expected.json", "utf8"));
const of = (prefix) => {
  const name = `${prefix}ErrorInfo`;
  return codes[name[0].toLowerCase() + name.slice(1)];
};
const sets = {};
const values = (prefix) => (sets[prefix] ??= new Set(Object.values(codes[`${prefix}ErrorCode`])));
const known = new Set(all.map(({ code }) => code));
for (const { prefix, code, ...rest } of all) {
  const want = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null));
  const { deprecated, ...info } = of(prefix)(code);
  assert.deepStrictEqual(info, want);
  assert(codes[`is${prefix}ErrorCode`](code));
  assert(values(prefix).has(code));
  assert(codes.isErrorBody({ code, message: "" }));
  for (const unknown of [123456789, "no such code", "__proto__", "constructor", undefined, null, {}]) {
    if (known.has(unknown)) continue;
    assert(!codes[`is${prefix}ErrorCode`](unknown));
    assert.strictEqual(of(prefix)(unknown), undefined);
  }
}
assert(!codes.isErrorBody(null) && !codes.isErrorBody({ message: "" }) && !codes.isErrorBody("x"));
console.log(all.length);
"""

if __name__ == "__main__":
    main()
