import { randomUUID } from 'node:crypto'
import { systemClock } from '../../ui/lib/clock.ts'
import { ask } from './ask.ts'
import { readInput } from './input.ts'
import { probe } from './probe.ts'
import { renderReport } from './report.ts'

/** `HIAPI_KEY=… npm run probe`: asks the real HiAPI, and prints a report to paste into an issue. */
async function run(): Promise<void> {
  const input = readInput(process.argv.slice(2), process.env)
  if ('problem' in input) {
    console.error(input.problem)
    process.exitCode = 1
    return
  }
  const probed = await probe({
    ...input,
    fetch,
    clock: systemClock,
    print: (line) => {
      console.log(line)
    },
    ask: (question) => ask(question),
    newId: randomUUID,
  })
  const day = new Date(systemClock.now()).toISOString().slice(0, 10)
  console.log(`\n${renderReport(probed, day)}`)
  if (!probed.accepted) process.exitCode = 1
}

run().catch((error: unknown) => {
  // The name alone: a message may hold what was sent, and so the key.
  console.error(`The probe broke off: ${error instanceof Error ? error.name : 'unknown error'}.`)
  process.exitCode = 1
})
