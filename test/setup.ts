// Property tests draw the same cases in every run, so that a change is judged by itself: SORA_TEST_SEED=N draws others.
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["SORA_TEST_SEED"] ?? 20_261_125) });
