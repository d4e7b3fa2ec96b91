#!/usr/bin/env bash
# A small real cluster: npm run test:cluster. Makes .venv with pyspark and the readers, starts local-cluster[2,1,1024], cleans a few
# thousand documents there and here, and compares. Needs Java 17 and python3.
set -euo pipefail
cd "$(dirname "$0")/../.."
venv=${SORA_VENV:-.venv/cluster}
if [ ! -x "$venv/bin/python" ]; then
  python3 -m venv "$venv"
  "$venv/bin/pip" install --quiet pyspark==4.3.0 pyarrow==26.0.1 duckdb==2.0.1 datasets==5.2.0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
npm run --silent single-file
node test/cluster/documents.mjs 3000 >"$work/documents.jsonl"
export SPARK_HOME=$("$venv/bin/python" -c 'import pyspark; print(pyspark.__path__[0])')
export PYSPARK_PYTHON="$(realpath "$venv")/bin/python" SPARK_LOCAL_IP=127.0.0.1
submit() { # ARGUMENTS of the driver
  "$SPARK_HOME/bin/spark-submit" --master 'local-cluster[2,1,1024]' --conf spark.ui.enabled=false --conf spark.driver.host=127.0.0.1 \
    --files dist/sora-corpus.mjs examples/spark/clean_corpus.py --node "$(command -v node)" "$@" 2>"$work/log"
}
summary=$(submit --input "$work/documents.jsonl" --output "$work/spark" --rejects "$work/rejects" --partitions 7 | tail -n 1) || { tail -40 "$work/log"; exit 1; }
echo "cluster: $summary"
node bin/sora-corpus.js filter -q --rejects "$work/local-rejects.jsonl" <"$work/documents.jsonl" >"$work/local.jsonl"
zcat "$work"/spark/part-*.gz | LC_ALL=C sort >"$work/a"
LC_ALL=C sort "$work/local.jsonl" >"$work/b"
cmp "$work/a" "$work/b"
echo "the cluster's $(wc -l <"$work/a") records are those of one local run"
[ "$(cat "$work"/rejects/part-* | wc -l)" -eq "$(wc -l <"$work/local-rejects.jsonl")" ]
echo "so are the rejects: $(wc -l <"$work/local-rejects.jsonl")"
submit --input "$work/documents.jsonl" --output "$work/parquet" --output-format parquet >"$work/parquet-summary" || { tail -40 "$work/log"; exit 1; }
[ "$("$venv/bin/python" -c 'import pyarrow.parquet, sys; print(pyarrow.parquet.read_table(sys.argv[1]).num_rows)' "$work/parquet")" -eq "$(wc -l <"$work/local.jsonl")" ]
echo "Parquet: the same number of rows"
if submit --input "$work/documents.jsonl" --output "$work/broken" --node /no/such/node >/dev/null; then
  echo "a broken executor went unnoticed"
  exit 1
fi
[ ! -e "$work/broken/_SUCCESS" ]
echo "a broken executor fails the job"
# A corpus whose first 10 MB hold no quotations must load like any other, part for part.
mkdir "$work/in"
node test/cluster/documents.mjs 14000 plain >"$work/in/0.jsonl"
cp "$work/documents.jsonl" "$work/in/1.jsonl"
node bin/sora-corpus.js clean "$work/in" -q --skip entities --shards 3 -o "$work/jsonl-parts/"
node bin/sora-corpus.js clean "$work/in" -q --skip entities --shards 3 -o "$work/parquet-parts/" --part-format parquet
"$venv/bin/python" examples/check/load.py "$work/jsonl-parts" "$work/parquet-parts" 2>"$work/log" || { tail -20 "$work/log"; exit 1; }
