#!/usr/bin/env python3
"""Loads a corpus with the readers that people use and compares their schemas: load.py PART.jsonl [PART.jsonl …]

Every part must give the same columns, also one without a single quotation. What readers infer of an empty list is up to them:
`datasets` fixes the type of `quotes` on the first 10 MB that it reads, so it is given the schema of `schema.json` (below), as Spark
and Parquet are.
"""
import json
import sys
from pathlib import Path

import duckdb
import pyarrow
import pyarrow.json
from datasets import Features, load_dataset
from pyspark.sql import SparkSession

SCHEMA = json.load(open(Path(__file__).parents[2] / "schema.json", encoding="utf-8"))
SCALARS = {"string": pyarrow.string(), "integer": pyarrow.int64(), "number": pyarrow.float64()}


def arrow_type(node):
    """The Arrow type of a part of the JSON Schema."""
    if "$ref" in node:
        return arrow_type(SCHEMA["$defs"][node["$ref"].rsplit("/", 1)[1]])
    if "anyOf" in node:
        return arrow_type(node["anyOf"][0])
    if "items" in node:
        return pyarrow.list_(arrow_type(node["items"]))
    if "properties" in node:
        return pyarrow.struct([(name, arrow_type(value)) for name, value in node["properties"].items()])
    kinds = node.get("type", "integer" if "const" in node and isinstance(node["const"], int) else "string")
    return SCALARS[next(kind for kind in ([kinds] if isinstance(kinds, str) else kinds) if kind != "null")]


RECORD = pyarrow.schema([(name, arrow_type(node)) for name, node in SCHEMA["properties"].items()])
paths = sys.argv[1:]
expected = [sum(1 for line in open(path, encoding="utf-8") if line.strip()) for path in paths]

table = [pyarrow.json.read_json(path, read_options=pyarrow.json.ReadOptions(block_size=16 << 20)) for path in paths]
assert [part.num_rows for part in table] == expected, "pyarrow"
print("pyarrow.json:", [len(part.schema.names) for part in table], "columns")

spark = SparkSession.builder.master("local[1]").appName("check").getOrCreate()
frames = [spark.read.json(path) for path in paths]
assert [frame.count() for frame in frames] == expected, "pyspark"
print("pyspark.read.json:", [len(frame.columns) for frame in frames], "columns")
spark.stop()

tables = [duckdb.sql(f"select * from read_json_auto('{path}', maximum_object_size=67108864)") for path in paths]
assert [len(part.fetchall()) for part in tables] == expected, "duckdb"
print("duckdb.read_json_auto:", [len(part.columns) for part in tables], "columns")

data = load_dataset("json", data_files=paths, split="train", features=Features.from_arrow_schema(RECORD))
assert data.num_rows == sum(expected), "datasets"
print("datasets.load_dataset:", len(data.column_names), "columns,", data.num_rows, "rows")

first = json.loads(open(paths[0], encoding="utf-8").readline())
columns = sorted(first)
same = [sorted(part.schema.names) for part in table] + [sorted(frame.columns) for frame in frames] + [sorted(part.columns) for part in tables]
assert all(names == columns for names in same), "columns differ"
spans = [{"start", "end"} <= {field.name for field in part.schema.field("paragraphs").type.value_type} for part in table]
assert all(spans), "nested columns differ"
print("the same columns everywhere:", ", ".join(columns))
