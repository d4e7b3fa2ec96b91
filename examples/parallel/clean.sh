#!/usr/bin/env bash
# All cores of this machine, or of several, with GNU parallel: examples/parallel/clean.sh INPUT OUTPUT PARTS
# On several machines that share a disk: PARALLEL='--sshloginfile hosts --wd .' examples/parallel/clean.sh …
# Run it again after a failure: what is done stays done.
set -euo pipefail
input=${1:?input folder} output=${2:?output folder} parts=${3:-16}
seq 0 $((parts - 1)) | parallel --halt soon,fail=20% --retries 2 \
  npx sora-corpus clean "$input" -o "$output/" --shard "{}/$parts" --jobs 1 --resume --quiet
