#!/usr/bin/env python3
"""Loads a corpus with the readers that people use and compares their schemas: load.py PART.jsonl [PART.jsonl …]

Every part must give the same schema, also one without a single quotation.
"""
import json
import sys

import duckdb
import pyarrow.json
from datasets import load_dataset
from pyspark.sql import SparkSession

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

data = load_dataset("json", data_files=paths, split="train")
assert data.num_rows == sum(expected), "datasets"
print("datasets.load_dataset:", len(data.column_names), "columns,", data.num_rows, "rows")

first = json.loads(open(paths[0], encoding="utf-8").readline())
columns = sorted(first)
same = [sorted(part.schema.names) for part in table] + [sorted(frame.columns) for frame in frames] + [sorted(part.columns) for part in tables]
assert all(names == columns for names in same), "columns differ"
spans = [{"start", "end"} <= {field.name for field in part.schema.field("paragraphs").type.value_type} for part in table]
assert all(spans), "nested columns differ"
print("the same columns everywhere:", ", ".join(columns))
