// How the web application is built, served in development, and tested.
import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

// The development server passes everything that is not ours to a running
// `forecourt serve`; FORECOURT_URL says where.
const server = process.env.FORECOURT_URL ?? "http://127.0.0.1:8080";
const passed = ["/api", "/tiles", "/styles", "/basemap", "/openapi.json", "/docs", "/healthz"];

export default defineConfig({
  plugins: [react()],
  build: {
    target: "es2022",
    // MapLibre alone is larger than Vite's warning level; the real budget
    // (700 KB compressed at first paint) is checked by e2e/budget.spec.ts.
    chunkSizeWarningLimit: 1200,
  },
  server: { proxy: Object.fromEntries(passed.map((path) => [path, server])) },
  test: { include: ["src/**/*.test.ts"], environment: "node" },
});
