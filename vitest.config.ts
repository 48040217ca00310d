import { defineConfig } from 'vitest/config'

/** Beyond the units the built plugin is what is tested, so it is built first. */
const build = 'test/build.ts'

export default defineConfig({
  test: {
    // Waits for the thing, on a slow machine as well.
    expect: { poll: { timeout: 15_000 } },
    // Left to itself it leaves one core out, which is half of them where there are two.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.test.{ts,tsx}'] } },
      {
        extends: true,
        test: {
          name: 'sandbox',
          globalSetup: build,
          include: ['test/sandbox/**/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          globalSetup: build,
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 90_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
