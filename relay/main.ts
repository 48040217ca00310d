import { runCommand } from './cli.ts'
import { createLog, detailOf } from './log.ts'
import { readSecret } from './read-secret.ts'
import { createScreenLog, startScreen } from './screen.ts'
import { readSecretFile, writeSecretFile } from './secrets.ts'
import { isKey, readSettings, type Settings } from './settings.ts'
import { keepToken, startRelay } from './start-relay.ts'
import { DatabaseError } from './store/database.ts'
import { cliText, startText } from './text.ts'

const [command, ...rest] = process.argv.slice(2)
const write = (text: string) => process.stdout.write(text)
const say = (text: string) => write(`${text}\n`)
const isTerminal = process.stdin.isTTY && process.stdout.isTTY

// Only the relay's own user may read the files that it writes.
process.umask(0o077)

try {
  const settings = readSettings(process.env)
  if (command !== undefined) process.exitCode = await runCommand(settings, command, rest, say)
  else if (await hasKey(settings)) await run(settings)
  else process.exitCode = 2
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`)
  // Connections opened before the failure must not keep the process running.
  process.exit(1)
}

function sentenceOf(error: unknown): string {
  if (error instanceof DatabaseError) return startText.database(error.message)
  return error instanceof Error ? error.message : String(error)
}

/** Asks once for HiAPI's key on a terminal. Without a terminal the relay starts, and takes no orders. */
async function hasKey({ hiapiKey, data }: Settings): Promise<boolean> {
  if (!isTerminal || hiapiKey !== null) return true
  if ((await readSecretFile(data, 'hiapi-key')) !== null) return true
  say(cliText.askKey)
  const key = await readSecret(process.stdin)
  if (key === null || !isKey(key)) {
    say(key === null || key === '' ? cliText.noKey : cliText.badKey)
    return false
  }
  say(cliText.keyKept(await writeSecretFile(data, 'hiapi-key', key)))
  return true
}

async function run(settings: Settings): Promise<void> {
  const log = isTerminal ? createScreenLog(write) : createLog(write)
  const relay = await startRelay(settings, log)
  const { address, ownerToken } = relay
  if (isTerminal) {
    say(startScreen({ address, token: ownerToken, reach: await relay.reach() }))
  } else {
    const token = await keepToken(ownerToken, settings)
    say(startText.listening(address))
    if (token !== null) say(token)
  }
  let isClosing = false
  const close = () => {
    // Ctrl+C arrives twice: from the terminal, and from npm, which passes it on.
    if (isClosing) return
    isClosing = true
    if (isTerminal) say(`\n${startText.closing}`)
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
