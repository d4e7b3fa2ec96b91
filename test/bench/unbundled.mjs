// The command line of the build before it is bundled: bin/sora-corpus.js runs the bundle.
import { main } from "../../dist/cli/main.js";

process.exitCode = await main(process.argv.slice(2));
