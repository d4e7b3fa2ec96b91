#!/usr/bin/env bash
# Outputs that fail: a full disk (tmpfs of 64 kB, needs root), a folder that cannot be written. npm run test:disk
set -uo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'umount "$work/full" 2>/dev/null; rm -rf "$work"' EXIT
failed=0
expect() { # NAME WANTED-EXIT WANTED-TEXT COMMAND…
  local name=$1 exit=$2 text=$3
  shift 3
  local said code
  said=$("$@" 2>&1 >/dev/null)
  code=$?
  if [ "$code" -eq "$exit" ] && [[ "$said" == *"$text"* ]] && [ "$(printf '%s\n' "$said" | wc -l)" -eq 1 ]; then echo "ok   $name: $said"; else echo "FAIL $name: exit $code: $said"; failed=1; fi
}
mkdir "$work/full" && mount -t tmpfs -o size=64k tmpfs "$work/full" || { echo "needs root for the tmpfs"; exit 1; }
node -e 'for (let n = 0; n < 3000; n++) console.log(JSON.stringify({ id: String(n), text: `第${n}封信寄到了山脚下的邮局。` }))' >"$work/in.jsonl"
expect "full disk" 1 "no space left on the device" node bin/sora-corpus.js clean "$work/in.jsonl" -q -o "$work/full/out.jsonl"
expect "full disk, compressed" 1 "no space left on the device" node bin/sora-corpus.js clean "$work/in.jsonl" -q --stages sentences -o "$work/full/out.parquet"
expect "full disk, parts" 1 "no space left on the device" node bin/sora-corpus.js clean "$work/in.jsonl" -q -o "$work/full/parts/" --part-format jsonl
[ -z "$(find "$work/full" -name '*.tmp-*')" ] && echo "ok   no temporary file left" || { echo "FAIL temporary files left"; failed=1; }
mount -o remount,ro "$work/full"
expect "folder that cannot be written" 1 "read-only" node bin/sora-corpus.js clean "$work/in.jsonl" -q -o "$work/full/out.jsonl"
expect "parts in it" 1 "read-only" node bin/sora-corpus.js clean "$work/in.jsonl" -q -o "$work/full/parts/"
expect "folder that is not there" 1 "no such file" node bin/sora-corpus.js clean "$work/in.jsonl" -q -o "$work/none/out.jsonl"
expect "folder that cannot be made" 1 "not a folder" timeout 60 node bin/sora-corpus.js clean "$work/in.jsonl" -q -o "$work/in.jsonl/parts/"
exit "$failed"
