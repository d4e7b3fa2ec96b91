// Scores the built program against the evaluation data and keeps the record in test/scores.json and test/scores.md.
//
//   npm run score                     all areas; writes both files
//   npm run score -- quotes seeds     some areas; the others keep their recorded scores
//   npm run score -- --check          writes nothing; fails when a score with a goal fell more than 0.5 points
//
// The data lies outside the project: SORA_EVAL_DIR, default ../shared/eval.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TOLERANCE = 0.5;
const SCORES_FILE = "test/scores.json";
const TABLE_FILE = "test/scores.md";
/** What the parts of a model bring, measured by hand; stands at the end of the table. */
const ABLATIONS_FILE = "test/ablations.md";
const evalDir = process.env["SORA_EVAL_DIR"] ?? "../shared/eval";

/** Runs the scorer; its tables go to the terminal. */
function runScorer(areas) {
  const folder = mkdtempSync(join(tmpdir(), "sora-score-"));
  const file = join(folder, "scores.json");
  const command = [join(evalDir, "score.mjs"), ...areas, "--json", file, "--cmd", "node bin/sora-corpus.js"];
  const { status } = spawnSync(process.execPath, command, { stdio: "inherit" });
  const results = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null;
  rmSync(folder, { recursive: true });
  if (status !== 0 || results === null) throw new Error(`the scorer ended with exit code ${status}`);
  return results.areas;
}

/** `{area: {measure: {score, goal?}}}`: what a later run is compared with. */
function summarize(areas) {
  const summary = {};
  for (const [area, { rows }] of Object.entries(areas)) {
    summary[area] = Object.fromEntries(
      rows.map(({ measure, score, goal }) => [measure, { score: round(score), ...(goal && { goal: roundGoal(goal) }) }]),
    );
  }
  return summary;
}

/** As precise as the scores, or a goal that is reached exactly would look missed. */
function roundGoal({ min, max }) {
  return min === undefined ? { max: round(max) } : { min: round(min) };
}

function round(score) {
  return Math.round(score * 100) / 100;
}

/** Scores with a goal that are worse than recorded by more than the tolerance. */
function findFalls(recorded, measured) {
  const falls = [];
  for (const [area, measures] of Object.entries(measured)) {
    for (const [measure, { score, goal }] of Object.entries(measures)) {
      const before = recorded[area]?.[measure];
      if (before === undefined || goal === undefined) continue;
      const fall = goal.min === undefined ? score - before.score : before.score - score;
      if (fall > TOLERANCE) falls.push(`${area}, ${measure}: ${before.score} → ${score}`);
    }
  }
  return falls;
}

function isMissed({ score, goal }) {
  if (goal === undefined) return false;
  return goal.min === undefined ? score > goal.max : score < goal.min;
}

function toTable(summary, commit) {
  const lines = [
    "# Scores on the development data",
    "",
    `Made by \`npm run score\` (commit ${commit}, Node ${process.versions.node}). The held-out part is not here. ✗ = goal missed.`,
  ];
  for (const [area, measures] of Object.entries(summary)) {
    lines.push("", `## ${area}`, "", "| measure | score | goal | |", "| --- | ---: | ---: | --- |");
    for (const [measure, row] of Object.entries(measures)) {
      const goal = row.goal === undefined ? "" : row.goal.min === undefined ? `≤ ${row.goal.max}` : `≥ ${row.goal.min}`;
      lines.push(`| ${measure} | ${row.score} | ${goal} | ${isMissed(row) ? "✗" : ""} |`);
    }
  }
  return `${lines.join("\n")}\n\n${readFileSync(ABLATIONS_FILE, "utf8")}`;
}

const words = process.argv.slice(2);
const isCheck = words.includes("--check");
const areas = words.filter((word) => !word.startsWith("--"));
if (!existsSync(join(evalDir, "score.mjs"))) {
  console.error(`no evaluation data at ${evalDir}: set SORA_EVAL_DIR`);
  process.exitCode = isCheck ? 0 : 2;
} else {
  const recorded = existsSync(SCORES_FILE) ? JSON.parse(readFileSync(SCORES_FILE, "utf8")) : {};
  const measured = summarize(runScorer(areas));
  const falls = findFalls(recorded, measured);
  for (const fall of falls) console.error(`fell by more than ${TOLERANCE}: ${fall}`);
  if (isCheck) process.exitCode = falls.length > 0 ? 1 : 0;
  else {
    const summary = { ...recorded, ...measured };
    const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
    writeFileSync(SCORES_FILE, `${JSON.stringify(summary, null, 1)}\n`);
    writeFileSync(TABLE_FILE, toTable(summary, commit));
  }
}
