import { defineConfig, type Plugin } from 'vite';

const api = process.env.COUNTERSIGN_API ?? 'http://localhost:3000';

/**
 * Names in the page's head what the first script asks for once it knows the language, so that everything of the first
 * load is fetched at once and not in two rounds.
 */
const preloadStart: Plugin = {
  name: 'preload-start',
  apply: 'build',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const chunks = Object.values(bundle ?? {}).filter((file) => file.type === 'chunk');
      const start = chunks.find(({ facadeModuleId }) => facadeModuleId?.endsWith('/src/start.tsx'));
      if (!start) throw new Error('No chunk begins with src/start.tsx');
      const needed = new Set([start.fileName]);
      for (const file of needed) {
        for (const other of chunks.find(({ fileName }) => fileName === file)?.imports ?? []) needed.add(other);
      }
      const scripts = [...needed].filter((file) => !html.includes(file));
      const styles = [...(start.viteMetadata?.importedCss ?? [])];
      return [
        ...scripts.map((file) => ({ rel: 'modulepreload', href: `/${file}` })),
        ...styles.map((file) => ({ rel: 'stylesheet', href: `/${file}` })),
      ].map((attrs) => ({ tag: 'link', attrs: { crossorigin: true, ...attrs }, injectTo: 'head' as const }));
    },
  },
};

/** `vite admin` serves the console against a running API (COUNTERSIGN_API); `vite build admin` writes what the API serves. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [preloadStart],
  build: {
    outDir: '../dist/admin',
    emptyOutDir: true,
    // The page's policy is `font-src 'self'`: a font inlined as data: would be refused.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What every page stands on, and what only a new version of a library changes.
            {
              name: 'react',
              priority: 2,
              test: /node_modules\/(react|react-dom|scheduler|react-router|react-router-dom)\//,
            },
            { name: 'data', priority: 2, test: /node_modules\/(ra-core|@tanstack)\// },
            // The choice of language, and what a language stands on, come before everything that says something, so they share
            // a file with none of that.
            {
              name: 'language',
              priority: 3,
              test: /admin\/src\/(languages\/(spoken|choice)|audit-log\/payload)\.ts/,
            },
            // Ours that several pages share. In one file: each request of many small ones costs more than its bytes.
            // What several open only when asked to comes then.
            {
              name: 'shared',
              priority: 1,
              test: /admin\/src\/(?!languages\/|insights\/|changes\/|policies\/|prompts\/|record\/|audit-log\/proof\/|knowledge\/passage-dialog|tickets\/(hand-over|bulk|review\/verbs\/(escalate|words)-dialog))/,
              minShareCount: 2,
            },
            // What the pages of figures share comes with the first of them.
            { name: 'figures', priority: 1, test: /admin\/src\/insights\//, minShareCount: 2 },
            {
              name: 'mui',
              priority: 2,
              test: /node_modules\/(@mui\/(material|system|utils|styled-engine)|@emotion)\/(?!locale)/,
              // What one page alone takes of it, such as the charts, comes with that page.
              minShareCount: 2,
            },
          ],
        },
      },
      // MUI marks its modules 'use client' for servers that render; there is none here, and nothing is lost.
      onLog: (level, log, handle) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handle(level, log);
      },
    },
  },
  server: { proxy: { '/v1': api, '/health': api } },
});
