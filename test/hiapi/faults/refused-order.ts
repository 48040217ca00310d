import type { CreateFault } from './faults.ts'
import { invalid, Refused } from '../api/refusal.ts'
import { textOf, type HiapiRequest } from '../api/wire.ts'

/** A refusal that is about one kind of order waits for it; every other fault takes any request. */
export function concerns(fault: CreateFault, request: HiapiRequest): boolean {
  const says = (name: string, value: string) => {
    const [, said] = new RegExp(`"${name}"\\s*:\\s*("[^"]*")`).exec(textOf(request.body)) ?? []
    return said === JSON.stringify(value)
  }
  if (fault.kind === 'model-refused') return says('model', fault.model)
  if (fault.kind === 'data-uris-refused') return textOf(request.body).includes('"data:')
  if (fault.kind !== 'cell-refused') return true
  return says('aspect_ratio', fault.ratio) && says('resolution', fault.resolution)
}

/** Refuses an order in the words that the API would use. */
export function refuse(fault: CreateFault | undefined) {
  if (fault?.kind === 'model-refused') {
    const { code = 'INVALID_REQUEST', model } = fault
    throw new Refused({ status: 400, code, message: `The model ${model} is not available.` })
  }
  if (fault?.kind === 'data-uris-refused') {
    throw invalid('input.input_urls[0] must be a public http(s) URL of an image.')
  }
  if (fault?.kind === 'cell-refused') {
    const { ratio, resolution } = fault
    throw invalid(`aspect_ratio ${ratio} is not available at resolution ${resolution}.`)
  }
}
