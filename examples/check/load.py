#!/usr/bin/env python3
"""Loads a corpus with the readers that people use, and compares every record with what was written: load.py FOLDER PARQUET-FOLDER

Both folders of parts are made of the same documents (`sora-corpus clean … -o FOLDER/ --shards 3`, `--part-format parquet`). The first
part should hold no quotation: readers that infer types find only empty lists there. What they make of it is printed; what must hold is
that every reader gives every part the same schema and the very records, called as docs/scale.md says.
"""
import gzip
import json
import subprocess
import sys
from pathlib import Path

import datasets
import duckdb
import pyarrow.json
import pyarrow.parquet
from pyspark.sql import SparkSession

PROGRAM = ["node", str(Path(__file__).parents[2] / "bin/sora-corpus.js")]
PARTS = "part-?????-of-?????"


def schema_for(reader):
    """What `sora-corpus schema --for READER` prints."""
    return subprocess.run([*PROGRAM, "schema", "--for", reader], check=True, capture_output=True, text=True).stdout


def rows_of(relation):
    return [dict(zip(relation.columns, row)) for row in relation.fetchall()]


def check(call, tables, expected, but=None):
    """`tables` are (schema, rows) of one part each: one schema, and the records that were written (`but` one key, which is only told)."""
    changed = {(row[but], record[but]) for (_, rows), records in zip(tables, expected) for row, record in zip(rows, records)} if but else ()
    changed = sorted((row, record) for row, record in changed if row != record)
    if changed:
        expected = [[{**record, but: row[but]} for record, row in zip(records, rows)] for records, (_, rows) in zip(expected, tables)]
    schemas = {str(schema) for schema, _ in tables}
    assert len(schemas) == 1, f"{call}: {len(schemas)} schemas"
    for (_, rows), records in zip(tables, expected, strict=True):
        assert len(rows) == len(records), f"{call}: {len(rows)} rows of {len(records)}"
        different = next((n for n, (row, record) in enumerate(zip(rows, records)) if row != record), None)
        assert different is None, f"{call}: row {different} differs: {rows[different]} {records[different]}"
    print(f"ok     {call}: {len(tables)} times the same schema, {sum(map(len, expected))} records as written")
    if changed:
        print(f"       BUT {but} {changed[0][1]} becomes {changed[0][0]}, in {len(changed)} values")


def infer(call, load):
    """A call that says nothing of types, on each part by itself: only told."""
    found = []
    for part in parts:
        try:
            found.append(str(load(str(part))))
        except Exception as error:
            found.append(f"{type(error.__cause__ or error).__name__}")
    print(f"infers {call}: quotes are", " | ".join(kind if len(kind) < 40 else f"{kind[:37]}…" for kind in found))


folder, parquet_folder = map(Path, sys.argv[1:3])
datasets.disable_progress_bars()
datasets.config.HF_DATASETS_CACHE = folder.parent / "cache"
parts = sorted(folder.glob(f"{PARTS}.jsonl.gz"))
parquets = sorted(parquet_folder.glob(f"{PARTS}.parquet"))
texts = [gzip.open(part, "rt", encoding="utf-8").read() for part in parts]
expected = [[json.loads(line) for line in text.splitlines()] for text in texts]
whole = [record for records in expected for record in records]
glob = str(folder / f"{PARTS}.jsonl.gz")
before = len("".join(texts).split('"quotes":[{', 1)[0].encode())
print(f"{len(parts)} parts, {len(whole)} records, {before} bytes before the first quotation")
assert before > 10 << 20 and before < sum(len(text.encode()) for text in texts)

# pyarrow
exec(schema_for("pyarrow"))  # as a module in a program: sora-corpus schema --for pyarrow > sora_schema.py
typed = pyarrow.json.ParseOptions(explicit_schema=SCHEMA)  # noqa: F821
tables = [pyarrow.json.read_json(part, parse_options=typed) for part in parts]
infer("pyarrow.json.read_json(PART)", lambda part: pyarrow.json.read_json(part).schema.field("quotes").type)
check("pyarrow.json.read_json(PART, explicit_schema)", [(table.schema, table.to_pylist()) for table in tables], expected)
tables = [pyarrow.parquet.read_table(part) for part in parquets]
check("pyarrow.parquet.read_table(PART)", [(table.schema.remove_metadata(), table.to_pylist()) for table in tables], expected)

# DuckDB
columns = schema_for("duckdb")
read = lambda call: (lambda found: (found.types, rows_of(found)))(duckdb.sql(f"select * from {call}"))  # noqa: E731
infer("duckdb.read_json_auto(PART)", lambda part: duckdb.sql(f"select quotes from read_json_auto('{part}')").types[0])
check("duckdb.read_json_auto(PART, columns)", [read(f"read_json_auto('{part}', columns = {columns})") for part in parts], expected)
check("duckdb.read_parquet(PART)", [read(f"read_parquet('{part}')") for part in parquets], expected)

# Spark
spark = SparkSession.builder.master("local[1]").appName("check").config("spark.ui.enabled", "false").getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
collect = lambda frame: (frame.schema.simpleString(), [row.asDict(recursive=True) for row in frame.collect()])  # noqa: E731
infer("pyspark.read.json(PART)", lambda part: spark.read.json(part).schema["quotes"].dataType.simpleString())
check("pyspark.read.schema(…).json(PART)", [collect(spark.read.schema(schema_for("spark")).json(str(part))) for part in parts], expected)
assert spark.read.json(glob).schema["quotes"].dataType.simpleString().startswith("array<struct<"), "pyspark over all parts"
check("pyspark.read.parquet(PART)", [collect(spark.read.parquet(str(part))) for part in parquets], expected)
spark.stop()

# Hugging Face datasets
load = lambda *args, **more: (lambda data: (data.features, list(data)))(datasets.load_dataset(*args, split="train", **more))  # noqa: E731
features = datasets.Features.from_dict(json.loads(schema_for("datasets")))
infer('datasets.load_dataset("json", PART)', lambda part: datasets.load_dataset("json", data_files=part, split="train").features["quotes"])
try:
    datasets.load_dataset("json", data_files=glob)
    print('infers datasets.load_dataset("json", all parts): loads')
except Exception as error:
    print('infers datasets.load_dataset("json", all parts):', str(error.__cause__ or error)[:50], "…", str(error.__cause__ or error)[-8:])
# Its reader of JSON takes dates for time stamps, whatever the features say, unless a feature is JSON itself.
features["published"] = datasets.Json()
typed = [load("json", data_files=str(part), features=features) for part in parts]
check('datasets.load_dataset("json", PART, features)', typed, expected)
check('datasets.load_dataset("json", all parts, features)', [load("json", data_files=glob, features=features)], [whole])
check("datasets.load_dataset(FOLDER)", [load(str(folder))], [whole], but="published")
check("datasets.load_dataset(PARQUET-FOLDER)", [load(str(parquet_folder))], [whole])
