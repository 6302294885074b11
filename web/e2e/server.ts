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

export interface Started {
  url: string;
  stop(): Promise<void>;
}

/** A Forecourt of its own, in a directory that goes away with it. */
export async function startServer(
  [command, ...more]: ["demo" | "serve", ...string[]],
  patience = START_MS,
): Promise<Started> {
  const directory = mkdtempSync(join(tmpdir(), "forecourt-e2e-"));
  const server = spawn(
    binary(),
    [command, "--database", join(directory, "test.db"), "--port", "0", ...more],
    { stdio: ["ignore", "pipe", "pipe"], cwd: directory },
  );
  const stop = async () => {
    server.removeAllListeners("exit");
    await new Promise<void>((done) => {
      if (server.exitCode !== null) return done();
      server.on("exit", () => done());
      server.kill("SIGTERM");
    });
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    const url = await new Promise<string>((done, fail) => {
      let said = "";
      const timer = setTimeout(() => fail(new Error(`not started in time: ${said}`)), patience);
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
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

export default async function start(): Promise<() => Promise<void>> {
  if (process.env.FORECOURT_URL) return async () => undefined;
  const { url, stop } = await startServer(["demo"]);
  process.env.FORECOURT_URL = url;
  return stop;
}
