/** A browser to try, by its program; without one, the one that Playwright has downloaded. */
export type Candidate = { readonly executablePath?: string }

/** A way to come by a browser; what it takes time to bring comes late in a list of ways. */
export type Way = () => Promise<readonly Candidate[]>

/** Starts and ends a browser, and answers where its program is; null where it does not start. */
export type Try = (candidate: Candidate) => Promise<string | null>

const nothing =
  'No browser was found that starts: install Chrome, Chromium or Edge (Debian, Ubuntu: apt-get install chromium), or set CHROMIUM to the path of one.'

/**
 * The program of the first browser that starts. That it is there is not enough: on a bare machine
 * its libraries can be missing.
 *
 * @throws {Error} with one sentence on how to get one
 */
export async function findChromium(ways: readonly Way[], tryOut: Try): Promise<string> {
  for (const way of ways) {
    for (const candidate of await way()) {
      const program = await tryOut(candidate)
      if (program !== null) return program
    }
  }
  throw new Error(nothing)
}
