import { defineConfig } from 'vite';

/** One classic script that any page can load: no modules, no styles beside it, nothing to configure. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    emptyOutDir: false,
    target: 'es2022',
    lib: {
      entry: 'src/answer-card.ts',
      formats: ['iife'],
      name: 'countersignAnswerCard',
      fileName: () => 'answer-card.js',
    },
  },
});
