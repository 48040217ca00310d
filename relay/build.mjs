/** Builds the relay as one file, which runs without `node_modules`: `node relay/build.mjs [--into=dist]`. */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import * as esbuild from 'esbuild'
import { minify } from 'terser'
import { noticeOf, packagesIn } from '../licences.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const into = process.argv.find((flag) => flag.startsWith('--into='))?.slice('--into='.length)
/** The most bytes of the file. */
const most = 194_250

/** Modules that the relay never uses, and what replaces them. */
const unused = [
  { of: '/pg/lib/', path: /^pg-types$/, left: 'exports.getTypeParser = () => null' },
  { of: '/pg/lib/', path: /^\.\/cert-signatures$/, left: 'module.exports = {}' },
  {
    of: '/hono/dist/',
    path: /\/utils\/mount\.js$/,
    left: 'export const createMountedRequest = null',
  },
  { of: '/hono/dist/', path: /\/utils\/body\.js$/, left: 'export const parseBody = null' },
]

/** Leaves out those modules, and the indentation of SQL. */
const smaller = {
  name: 'smaller',
  setup(build) {
    for (const { of, path: filter, left } of unused) {
      build.onResolve({ filter }, ({ path, importer }) =>
        importer.includes(of) ? { path, namespace: 'unused', pluginData: left } : null,
      )
    }
    build.onLoad({ filter: /.*/, namespace: 'unused' }, ({ pluginData }) => ({
      contents: pluginData,
    }))
    build.onLoad({ filter: /\/relay\/(store|queue)\/[^/]*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      return {
        contents: text.replace(/`[^`]*`/g, (sql) => sql.replace(/\n\s+/g, ' ')),
        loader: 'ts',
      }
    })
  },
}

const file = resolve(root, into ?? 'dist', 'relay.mjs')
const { outputFiles, metafile } = await esbuild.build({
  absWorkingDir: root,
  entryPoints: ['relay/main.ts'],
  outfile: file,
  write: false,
  bundle: true,
  minify: true,
  charset: 'utf8',
  // As in build.mjs.
  legalComments: 'none',
  metafile: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  // Optional: Node 20 opens a file with libsql.
  external: ['libsql', 'pg-native', 'pg-cloudflare'],
  plugins: [smaller],
  logLevel: 'warning',
})
// pg is CommonJS and asks for Node's own modules by `require`.
const banner =
  "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"
const { code } = await minify(outputFiles[0].text, {
  module: true,
  ecma: 2022,
  // As in build.mjs, and functions first: together they are smaller.
  compress: { passes: 4, hoist_funs: true, unsafe_arrows: true },
})
await mkdir(dirname(file), { recursive: true })
const notice = `/*\n${noticeOf(await packagesIn(metafile, root))}\n*/`
await writeFile(file, `${notice}\n${banner}\n${code}\n`)
const size = Buffer.byteLength(code)
if (size > most) {
  console.error(`relay.mjs has ${size} bytes: ${size - most} too many.`)
  process.exitCode = 1
} else if (process.argv.includes('--size')) {
  console.log(`relay.mjs ${size} bytes, ${Math.round((100 * size) / most)} % of ${most}`)
}
