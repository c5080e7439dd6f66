import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vitest/config'

/** `npm run dev` speaks to a `dateline serve` on its default port. */
export default defineConfig({
  base: '/',
  plugins: [svelte()],
  build: {
    outDir: '../static',
    emptyOutDir: true,
    // A data: URL would need a wider policy; files are served as files.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2022',
    reportCompressedSize: false,
    // What is built in keeps its licences beside it.
    license: { fileName: 'licences.md' },
  },
  server: { proxy: { '/api': process.env.DATELINE_API ?? 'http://127.0.0.1:8765' } },
  test: { include: ['test/**/*.test.ts'] },
})
