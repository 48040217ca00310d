import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { startPlayground, type Playground, type PlaygroundOptions } from './server.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
/** Those of the API and of the pictures are in the manifest, for a plugin that Figma itself loads. */
const ports = { pagePort: 8786, apiPort: 8787, picturesPort: 8788 }

/** `npm start [-- --live | --relay]`: builds the plugin, opens the playground, and prints where it is. */
async function start(flags: readonly string[]): Promise<void> {
  console.log('Building the plugin…')
  execFileSync(process.execPath, ['build.mjs'], { cwd: root, stdio: 'inherit' })
  const options: PlaygroundOptions = {
    ...ports,
    live: flags.includes('--live'),
    relay: flags.includes('--relay'),
    // Bodies hold whole pictures: a playground that is open for days would fill the memory with them.
    hiapi: { keepBodies: false },
  }
  const playground = await startPlayground(options)
  for (const sentence of movedText(playground)) console.log(sentence)
  console.log(`Restage's playground: ${playground.url}`)
  if (playground.relay !== null) console.log(`Its relay: ${playground.relay.address}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // not once: Ctrl+C may arrive twice, from the terminal and handed on by the runner
    process.on(signal, () => void stop(playground))
  }
}

async function stop(playground: Playground): Promise<void> {
  await playground.close()
  process.exit(0)
}

/** Which ports others have, and which are used instead. */
function movedText({ url, hiapi }: Playground): string[] {
  const used = { pagePort: url, apiPort: hiapi?.apiUrl, picturesPort: hiapi?.picturesUrl }
  return Object.entries(ports).flatMap(([name, wanted]) => {
    const address = used[name as keyof typeof ports]
    if (address === undefined || new URL(address).port === String(wanted)) return []
    return `Port ${String(wanted)} is taken: ${new URL(address).port} is used instead.`
  })
}

start(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 1
})
