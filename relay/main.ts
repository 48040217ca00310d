import { runCommand } from './cli.ts'
import { createLog, detailOf } from './log.ts'
import { readSettings } from './settings.ts'
import { showToken, startRelay } from './start-relay.ts'
import { startText } from './text.ts'

const [command, ...rest] = process.argv.slice(2)
const say = (text: string) => process.stdout.write(`${text}\n`)

try {
  const settings = readSettings(process.env)
  if (command === undefined) await run(settings)
  else process.exitCode = await runCommand(settings, command, rest, say)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

async function run(settings: ReturnType<typeof readSettings>): Promise<void> {
  const log = createLog((text) => process.stdout.write(text))
  const relay = await startRelay(settings, log)
  const token = await showToken(relay.ownerToken, settings, process.stdout.isTTY)
  say(startText.listening(relay.address))
  if (token !== null) say(token)
  let isClosing = false
  const close = () => {
    if (isClosing) return
    isClosing = true
    relay.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log({ event: 'not closed', detail: detailOf(error) })
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', close)
  process.on('SIGINT', close)
}
