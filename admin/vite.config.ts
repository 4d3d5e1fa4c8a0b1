import { defineConfig } from 'vite';

const api = process.env.COUNTERSIGN_API ?? 'http://localhost:3000';

/** `vite admin` serves the console against a running API (COUNTERSIGN_API); `vite build admin` writes what the API serves. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: '../dist/admin',
    emptyOutDir: true,
    // The page's policy is `font-src 'self'`: a font inlined as data: would be refused.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      // MUI marks its modules 'use client' for servers that render; there is none here, and nothing is lost.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  server: { proxy: { '/v1': api, '/health': api } },
});
