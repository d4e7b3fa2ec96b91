#!/usr/bin/env python3
"""Clean a corpus on Apache Spark: `sora-corpus filter` runs in every partition; executors need Node and nothing else.

    npm run single-file                                    # makes dist/sora-corpus.mjs, the whole program in one file
    spark-submit --files dist/sora-corpus.mjs examples/spark/clean_corpus.py \\
        --input s3a://crawl/2024/*.jsonl.gz --output s3a://corpus/2024 --output-format parquet --rejects s3a://corpus/2024-rejects

Input: `jsonl` (records with text, html or base64 bytes; what a WARC job writes), `parquet` (the same as columns), or `files` (whole
files of any encoding, one document each). Output: `jsonl` (gzipped) or `parquet`, always with the schema below.
"""
import argparse
import base64
import json
import os
import shlex
import sys

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import SparkSession

BUNDLE = "sora-corpus.mjs"

# The record of schema version 1 (schema.json), given and not inferred: a part without quotes has the same columns as any other.
SPAN = "start INT, end INT"
RECORD = f"""
id STRING, text STRING, title STRING, authors ARRAY<STRING>, published STRING, url STRING, source STRING, lang STRING, script STRING,
paragraphs ARRAY<STRUCT<{SPAN}, role STRING>>, sentences ARRAY<STRUCT<{SPAN}>>,
entities ARRAY<STRUCT<type STRING, {SPAN}, text STRING, norm STRING, score DOUBLE>>,
quotes ARRAY<STRUCT<kind STRING, {SPAN}, text STRING, speaker STRING, speaker_norm STRING, speaker_start INT, speaker_end INT,
 speakers ARRAY<STRING>, cue STRING, cue_start INT, cue_end INT>>,
relations ARRAY<STRUCT<type STRING, person INT, title INT, org INT>>,
metadata STRUCT<path STRING, record INT, format STRING, encoding STRING, encoding_confidence DOUBLE, bytes INT, sha256 STRING,
 script_in STRING, editors ARRAY<STRING>, tags ARRAY<STRING>, extra STRING>,
stats STRUCT<chars_in INT, chars INT, removed ARRAY<STRUCT<rule STRING, count INT, chars INT>>,
 repairs ARRAY<STRUCT<rule STRING, count INT, chars INT>>>,
schema INT"""

# Records first, then the rejects, which have a "reason"; the exit code is the program's, so that a failed process fails its task.
SCRIPT = """
program=./{bundle}; [ -e "$program" ] || program=$SORA_CORPUS_FILE
rejects=$(mktemp) || exit 70
"$SORA_NODE" "$program" filter --quiet --rejects "$rejects" "$@"
code=$?
cat "$rejects" && rm -f "$rejects"
exit $code
""".format(bundle=BUNDLE)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--input", required=True, help="path or glob that Spark can read")
    parser.add_argument("--input-format", choices=["jsonl", "parquet", "files"], default="jsonl")
    parser.add_argument("--output", required=True, help="folder, which must not exist")
    parser.add_argument("--output-format", choices=["jsonl", "parquet"], default="jsonl")
    parser.add_argument("--rejects", help="folder for what was not kept, with the reason")
    parser.add_argument("--partitions", type=int, help="default: as Spark reads the input")
    parser.add_argument("--node", default="node", help="Node on the executors (20.19 or later)")
    parser.add_argument("--max-errors", type=int, default=0, help="bad lines that a partition may have before the job fails")
    parser.add_argument("flags", nargs="*", help="behind --, for `sora-corpus filter`: -- --skip entities,quotes")
    return parser.parse_args()


def read_lines(spark, arguments):
    """The input as an RDD of JSON lines."""
    context = spark.sparkContext
    if arguments.input_format == "parquet":
        lines = spark.read.parquet(arguments.input).toJSON()
    elif arguments.input_format == "files":
        lines = context.binaryFiles(arguments.input).map(
            lambda pair: json.dumps({"id": pair[0], "bytes": base64.b64encode(pair[1]).decode("ascii")})
        )
    else:
        lines = context.textFile(arguments.input)
    return lines.repartition(arguments.partitions) if arguments.partitions else lines


def clean(lines, arguments):
    """Pipes every partition through the program. PySpark hands `env` on instead of the environment, so the whole of it goes along."""
    flags = ["--max-errors", str(arguments.max_errors), *arguments.flags]
    command = " ".join(shlex.quote(word) for word in ["sh", "-c", SCRIPT, "sora-corpus", *flags])
    env = {**os.environ, "SORA_NODE": arguments.node, "SORA_CORPUS_FILE": SparkFiles.get(BUNDLE)}
    return lines.pipe(command, env=env, checkCode=True)


def reason_of(line):
    """The reason of a reject, or None for a record; a document's own text cannot be mistaken for it."""
    return json.loads(line).get("reason") if '"reason":' in line[-200:] else None


def write(spark, records, path, output_format):
    if output_format == "parquet":
        spark.read.schema(RECORD).json(records).write.parquet(path)
    else:
        records.saveAsTextFile(path, compressionCodecClass="org.apache.hadoop.io.compress.GzipCodec")


def main():
    arguments = parse_arguments()
    spark = SparkSession.builder.appName("sora-corpus").getOrCreate()
    lines = read_lines(spark, arguments).filter(lambda line: line.strip() != "")
    read = spark.sparkContext.accumulator(0)

    def count(line):
        read.add(1)
        return line

    # Kept on disk: records and rejects are two passes over one run of the program.
    cleaned = clean(lines.map(count), arguments).map(lambda line: (reason_of(line), line)).persist(StorageLevel.DISK_ONLY)
    reasons = dict(cleaned.map(lambda pair: (pair[0], 1)).reduceByKey(lambda a, b: a + b).collect())
    counted = read.value
    write(spark, cleaned.filter(lambda pair: pair[0] is None).values(), arguments.output, arguments.output_format)
    if arguments.rejects:
        cleaned.filter(lambda pair: pair[0] is not None).values().saveAsTextFile(arguments.rejects)
    written = reasons.pop(None, 0)
    summary = {"read": counted, "written": written, "rejected": sum(reasons.values()), "reasons": reasons}
    print(json.dumps(summary, sort_keys=True))
    spark.stop()
    if counted != written + summary["rejected"]:
        sys.exit(f"{counted} records went in, {written + summary['rejected']} came out")


if __name__ == "__main__":
    main()
