import { gptImage2 } from '../../contract/hiapi/models/gpt-image-2.ts'
import { priceOf, shippedPrices } from '../../contract/hiapi/models/prices.ts'
import { probeFree } from './free.ts'
import { merged } from './note.ts'
import { probePaid, resolution } from './paid/paid.ts'
import type { ProbeParts } from './parts.ts'
import { createPurse, mostPictures } from './paid/purse.ts'
import { type Findings, type Found, settled, unsettled } from './questions.ts'
import { redact } from './redact.ts'

export interface Probed {
  readonly findings: Findings
  /** Why the rest was not come to. */
  readonly rest: string
  /** Whether the API was reached and took the key. */
  readonly accepted: boolean
}

/**
 * Settles with a real key what HiAPI does not document: first what is free, then, only if the
 * person says yes to the price, with two pictures at most. Nothing that it prints or gives back
 * holds the key.
 */
export async function probe(given: ProbeParts): Promise<Probed> {
  const tidy = (text: string) => redact(text, given.apiKey)
  const parts: ProbeParts = {
    ...given,
    print: (line) => {
      given.print(tidy(line))
    },
  }
  parts.print('Asking what costs nothing …')
  const { findings: free, accepted } = await probeFree(parts)
  const end = (rest: string, paid: Findings = {}): Probed => {
    const all = Object.entries({ ...free, ...paid }).map(([name, found]) => [
      name,
      tidied(found, tidy),
    ])
    return { findings: Object.fromEntries(all) as Findings, rest, accepted }
  }
  if (!accepted) return end('The API was not found to take the key.')
  if (!(await parts.ask(question()))) return end('No picture was to be paid for.')
  const notes = await probePaid(parts, createPurse())
  return end('It was not come to.', merged(notes))
}

function question(): string {
  const each = priceOf(gptImage2, resolution)
  const cents = (dollars: number) => `$${dollars.toFixed(2)}`
  return [
    `The rest takes up to ${String(mostPictures)} pictures at ${resolution}, about ${cents(each)} each:`,
    `at most about ${cents(each * mostPictures)}, charged to this key's account`,
    `(HiAPI's prices of ${shippedPrices.trueOn}; its own list decides). Go on? [y/N] `,
  ].join(' ')
}

function tidied(found: Found, tidy: (text: string) => string): Found {
  return found.settled ? settled(tidy(found.answer)) : unsettled(tidy(found.why))
}
