import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startPlayground, type Playground } from './server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const ports = { pagePort: 8786, apiPort: 8787, picturesPort: 8788 }

/** `npm start [-- --live]`: builds the plugin, opens the playground, and prints where it is. */
async function start(flags: readonly string[]): Promise<void> {
  execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' })
  const playground = await startPlayground({ ...ports, live: flags.includes('--live') })
  console.log(`Restage's playground: ${playground.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // not once: Ctrl+C may arrive twice, from the terminal and handed on by the runner
    process.on(signal, () => void stop(playground))
  }
}

async function stop(playground: Playground): Promise<void> {
  await playground.close()
  process.exit(0)
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(sentence(error))
  process.exitCode = 1
})

/** A port that is taken is the one thing likely to go wrong here: it is said in plain words. */
function sentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (!('code' in error) || error.code !== 'EADDRINUSE') return error.message
  const port = 'port' in error ? String(error.port) : 'it needs'
  return `Port ${port} is taken, perhaps by another playground: close what uses it, and start again.`
}
