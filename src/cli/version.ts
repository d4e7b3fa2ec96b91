import { readPackageFile } from "../data/load.ts";

/** The version of this package. */
export function readVersion(): string {
  const manifest = new TextDecoder().decode(readPackageFile("package.json"));
  return (JSON.parse(manifest) as { version: string }).version;
}
