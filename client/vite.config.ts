import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { fontsPlugin } from '../scripts/client-build/fonts-plugin.ts'
import { packedPlugin } from '../scripts/client-build/packed-plugin.ts'
import { versionPlugin } from '../scripts/client-build/version-plugin.ts'

/** The oldest browser of the walls; syntax and styles are lowered to what it has. */
const OLDEST = 'chrome90'

const server = `http://127.0.0.1:${process.env.PORT ?? '4000'}`

const standIn = (name: string) => new URL(`../scripts/client-build/${name}.ts`, import.meta.url).pathname

export default defineConfig({
  root: import.meta.dirname,
  publicDir: '../public',
  plugins: [vue(), fontsPlugin(), versionPlugin(), packedPlugin()],
  resolve: {
    alias: [
      { find: /^typebox$/, replacement: standIn('no-schemas') },
      { find: /^typebox\/value$/, replacement: standIn('no-checks') },
      { find: /^\.\.\/(i18n\/lang(EN|ZH)|theme\/dark)\.js$/, replacement: standIn('no-texts') },
      {
        find: /^\.\.\/(preprocessor\/backwardCompat|loading\/default)\.js$/,
        replacement: standIn('no-work'),
      },
    ],
  },
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
  },
  build: {
    outDir: '../dist/client',
    emptyOutDir: true,
    target: OLDEST,
    cssTarget: OLDEST,
    // The content security policy allows files of this server only: nothing inline, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'charts', test: /node_modules[\\/](echarts|zrender)[\\/]/, priority: 2 },
            { name: 'vendor', test: /node_modules[\\/]/, priority: 1 },
            // What all widgets are made of: one file travels in less than thirty small ones, each packed for itself. What only
            // a drawer or a scene that is not the first needs stays outside.
            {
              name: 'parts',
              test: /client[\\/](charts|figures|glyphs|panel|theme)[\\/]|client[\\/]widgets[\\/](?!stations|busiest|near-place|rhythms|column-values|warning-level|growth-state)[^\\/]+$|[\\/]shared[\\/](?!sync[\\/](?:explain|publications|calendar|deed|investor)|access|people|audit|kinds|export|submissions|mapping|metrics|attendance|sharing|alerts[\\/]document|model[\\/]document-schemas)/,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
    },
  },
})
