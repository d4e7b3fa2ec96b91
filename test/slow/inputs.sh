#!/usr/bin/env bash
# Inputs that are damaged, gone or huge: npm run test:inputs [-- MEGABYTES-OF-JSONL GIGABYTES-OF-ZEROS]
# Each failure must be one line, with exit 1, and everything else done; memory must stay below 300 MB.
set -uo pipefail
cd "$(dirname "$0")/../.."
megabytes=${1:-1000} gigabytes=${2:-10}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
clean() { node --require ./test/bench/usage-hook.cjs bin/sora-corpus.js clean "$@"; }
verdict() { # IS-RIGHT WORDS…
  if [ "$1" = true ]; then echo "ok   ${*:2}"; else echo "FAIL ${*:2}" && failed=1; fi
}
peak() { node -p 'Math.round((JSON.parse(fs.readFileSync(process.argv[1])).maxRSS * 1024) / 1e6)' "$work/usage"; }

# Damage, beside two good files of which every record must come out.
mkdir "$work/in"
node test/cluster/documents.mjs 300 plain >"$work/good.jsonl"
cp "$work/good.jsonl" "$work/in/a.jsonl"
cp "$work/good.jsonl" "$work/in/z.jsonl"
damaged() { # NAME WANTED-RECORDS-AT-LEAST WANTED-TEXT FILE
  local said code records size
  [ -e "$4" ] && mv "$4" "$work/in/"
  said=$(clean "$work/in" "${@:5}" -q --stages decode,extract,sentences --jobs 2 2>&1 >"$work/out.jsonl")
  code=$?
  records=$(wc -l <"$work/out.jsonl")
  size=$(printf '%s\n' "$said" | wc -l)
  verdict "$([ "$code" -eq 1 ] && [ "$size" -eq 1 ] && [[ "$said" == *"$3"* ]] && [ "$records" -ge "$2" ] && echo true)" "$1: exit $code, $records records: ${said//$work\//}"
  rm -f "$work/in/$(basename "$4")"
}
gzip -c "$work/good.jsonl" >"$work/whole.gz"
head -c "$(($(stat -c %s "$work/whole.gz") / 2))" "$work/whole.gz" >"$work/cut.jsonl.gz"
damaged "truncated gzip" 601 "damaged or cut off" "$work/cut.jsonl.gz"
page='<html><body><article><p>第一封信在三日寄到山脚下的邮局，老周说这封信走了九天。</p></article></body></html>'
for n in 1 2 3; do
  http=$(printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n%s' "$page")
  printf 'WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/%s\r\nWARC-Date: 2023-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:%s>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %s\r\n\r\n%s\r\n\r\n' \
    "$n" "$n" "$(printf %s "$http" | wc -c)" "$http"
done >"$work/whole.warc"
head -c "$(($(stat -c %s "$work/whole.warc") - 60))" "$work/whole.warc" >"$work/cut.warc"
damaged "truncated WARC" 602 "cut" "$work/cut.warc"
node bin/sora-corpus.js clean "$work/good.jsonl" -q --stages sentences -o "$work/broken.parquet"
dd if=/dev/urandom of="$work/broken.parquet" bs=1 seek=2000 count=4000 conv=notrunc status=none
damaged "corrupt Parquet" 600 "Parquet" "$work/broken.parquet"
damaged "input that is not there" 600 "no such file" "$work/none.jsonl" "$work/none.jsonl"
# A file that goes between the listing and the reading: a pipe holds the run up meanwhile.
mkfifo "$work/in/b.fifo"
cp "$work/good.jsonl" "$work/in/y.jsonl"
(sleep 4 && rm "$work/in/y.jsonl" && cat "$work/good.jsonl" >"$work/in/b.fifo") &
damaged "input that vanishes" 900 "no such file" "$work/none.jsonl" "$work/in/b.fifo"
wait
rm -f "$work/in/b.fifo"

# Size.
export SORA_BENCH_USAGE="$work/usage"
node --import tsx test/bench/feed.ts "$megabytes" | gzip -1 >"$work/large.jsonl.gz"
clean "$work/large.jsonl.gz" -q --stages decode,convert --jobs 1 --stats "$work/stats" >/dev/null
code=$?
verdict "$([ "$code" -eq 0 ] && [ "$(peak)" -le 300 ] && echo true)" "$megabytes MB of JSONL, gzipped: exit $code, $(node -p 'JSON.parse(fs.readFileSync(process.argv[1])).documents.written' "$work/stats") records, peak $(peak) MB"
rm "$work/large.jsonl.gz"
head -c "${gigabytes}G" /dev/zero | gzip -1 >"$work/zeros.gz"
said=$(clean "$work/zeros.gz" -q --jobs 1 --rejects "$work/rejects.jsonl" 2>&1)
code=$?
reason=$(grep -o '"reason":"[^"]*"' "$work/rejects.jsonl")
verdict "$([ "$code" -eq 1 ] && [ "$(peak)" -le 300 ] && [ "$reason" = '"reason":"decode:binary"' ] && echo true)" "$gigabytes GB of zeros, gzipped: exit $code, peak $(peak) MB, $reason: ${said//$work\//}"
exit "$failed"
