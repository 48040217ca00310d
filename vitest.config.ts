import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Beyond the units the built plugin is what is tested, so it is built first. */
const build = 'test/build.ts'

/** A browser is found, or fetched, before the workers that need it. */
const browser = 'test/browser/chromium/setup.ts'

/** With a relay each test has a process more, and each picture goes through one more pair of hands. */
const patience = process.env['ENDURE_RELAY'] === '1' ? 3 : 1

/** What takes longest, by a part of its path. */
const longest = /kills\/schedules|orders\/(pace|paid-once|bad-way)|relay\/events/

/** Begins with what takes longest, so that no worker is left alone with it at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [true, false].flatMap((isLong) =>
      sorted.filter(({ moduleId }) => longest.test(moduleId) === isLong),
    )
  }
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    // Waits for the thing, on a slow machine as well; looking at a window takes a while itself.
    expect: { poll: { timeout: 15_000 * patience, interval: 150 } },
    // Two for each core: those in the browser wait for half of their time.
    maxWorkers: 2 * availableParallelism(),
    // The stand-ins make much that is soon forgotten: with more room for it, it is collected less often.
    execArgv: ['--max-semi-space-size=32'],
    // No module keeps anything that a test changes, so they are loaded once for all files of a worker.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          // Only a machine that is busy with something else needs more than one second for any of them.
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'sandbox',
          globalSetup: build,
          include: ['test/sandbox/**/*.test.ts'],
          testTimeout: 30_000 * patience,
        },
      },
      {
        extends: true,
        test: {
          name: 'relay',
          globalSetup: 'test/relay/support/setup.ts',
          include: ['test/relay/**/*.test.ts'],
          // Each has processes of its own, which are late where too many share the cores: after the others.
          maxWorkers: 2 * availableParallelism(),
          sequence: { groupOrder: 1 },
          // Hundreds of tasks, and processes that are killed and started again.
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: [build, browser],
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 90_000 * patience,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
