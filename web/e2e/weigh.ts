// A proxy before the server that weighs what goes over the wire: compressed
// bodies and heads, whoever asks, the page or its worker.
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

export interface Weighed {
  path: string;
  bytes: number;
  encoding: string;
}

export interface Scale {
  url: string;
  answers: Weighed[];
  close(): void;
}

/** `encodings`: what to ask for instead of what the browser takes. */
export async function scaleBefore(target: string, encodings?: string): Promise<Scale> {
  const answers: Weighed[] = [];
  const server = createServer((asked, answer) => {
    const { url = "/", method, headers } = asked;
    if (encodings) headers["accept-encoding"] = encodings;
    const passed = request(new URL(url, target), { method, headers }, (got) => {
      const head = got.rawHeaders.reduce((sum, text) => sum + text.length + 2, 17);
      const encoding = got.headers["content-encoding"] ?? "";
      const weighed = { path: url, bytes: head, encoding };
      answers.push(weighed);
      got.on("data", (chunk: Buffer) => {
        weighed.bytes += chunk.length;
      });
      answer.writeHead(got.statusCode ?? 502, got.rawHeaders);
      got.pipe(answer);
    });
    passed.on("error", () => answer.destroy());
    // A page that leaves takes its change feed with it.
    answer.on("close", () => passed.destroy());
    asked.pipe(passed);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    answers,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
