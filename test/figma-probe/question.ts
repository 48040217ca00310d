/** What Figma did. The answer is held against the expected one; the detail is for whoever reads it. */
export interface Seen {
  readonly answer: string
  readonly detail?: string
}

/** Something that no document and no stand-in can tell. `On` is what it is asked with. */
export interface Question<On> {
  readonly id: string
  readonly asks: string
  /** What Restage, and the stand-in for Figma, take for granted. */
  readonly expected: string
  ask(on: On): Promise<Seen>
}

export interface Result {
  readonly id: string
  readonly asks: string
  readonly expected: string
  readonly answer: string
  readonly detail: string
}

/** The longest that a question may take, in milliseconds: Figma may leave a promise open for good. */
const patience = 30_000

/** Asks, and answers in any case: what is thrown is an answer too. */
export async function answered<On>(question: Question<On>, on: On): Promise<Result> {
  const { id, asks, expected } = question
  const asking = Promise.resolve().then(() => question.ask(on))
  const { answer, detail = '' } = await inTime(asking).catch(failed)
  return { id, asks, expected, answer, detail }
}

function inTime(asking: Promise<Seen>): Promise<Seen> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      resolve({ answer: 'no answer', detail: `none within ${String(patience / 1000)} s` })
    }, patience)
    const stop = () => {
      clearTimeout(timer)
    }
    asking.then(resolve, reject).then(stop, stop)
  })
}

const failed = (error: unknown): Seen => ({ answer: 'failed', detail: messageOf(error) })

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Whether something is refused, and in what words. */
export async function refusal(act: () => unknown): Promise<string | null> {
  try {
    await act()
    return null
  } catch (error) {
    return messageOf(error)
  }
}
