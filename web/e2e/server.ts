// Before the tests: a Forecourt to test against. FORECOURT_URL names one that
// runs; else FORECOURT_BIN (or a built binary of this repository) is started
// with the demo network on a free port, in a directory that goes away after.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const START_MS = 60_000;

function binary(): string {
  const target = process.env.CARGO_TARGET_DIR ?? "../target";
  const candidates = [
    process.env.FORECOURT_BIN,
    join(target, "release/forecourt"),
    join(target, "debug/forecourt"),
  ];
  const found = candidates.find((path) => path && existsSync(path));
  if (!found)
    throw new Error(`no forecourt binary: looked at ${candidates.filter(Boolean).join(", ")}`);
  return resolve(found);
}

export default async function start(): Promise<() => Promise<void>> {
  if (process.env.FORECOURT_URL) return async () => undefined;
  const directory = mkdtempSync(join(tmpdir(), "forecourt-e2e-"));
  const server = spawn(
    binary(),
    ["demo", "--database", join(directory, "demo.db"), "--port", "0"],
    { stdio: ["ignore", "pipe", "pipe"], cwd: directory },
  );
  process.env.FORECOURT_URL = await new Promise<string>((done, fail) => {
    let said = "";
    const timer = setTimeout(() => fail(new Error(`not started in time: ${said}`)), START_MS);
    const listen = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /Forecourt is at (http:\/\/\S+?)\/?\s/.exec(said)?.[1];
      if (!address) return;
      clearTimeout(timer);
      done(address);
    };
    server.stdout.on("data", listen);
    server.stderr.on("data", listen);
    server.on("exit", (code) => fail(new Error(`ended with ${code}: ${said}`)));
  });
  return async () => {
    server.removeAllListeners("exit");
    await new Promise<void>((done) => {
      server.on("exit", () => done());
      server.kill("SIGTERM");
    });
    rmSync(directory, { recursive: true, force: true });
  };
}
