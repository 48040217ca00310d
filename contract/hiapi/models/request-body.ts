import type { JobRequest } from '../../model/job-request.ts'
import { modelOf } from './models.ts'

/**
 * The exact body of a job's POST. The API compares raw bytes under an idempotency key. The same request and
 * references must therefore always give the same string, so the order of fields is fixed.
 *
 * @param references data URIs, or public http(s) addresses
 */
export function createBody(request: JobRequest, references: readonly string[]): string {
  const { model } = request
  const { references: field, tier } = modelOf(model)
  return JSON.stringify({
    model,
    input: {
      prompt: request.prompt,
      [field.field]: references,
      aspect_ratio: request.ratio,
      [tier.field]: tier.values[request.resolution],
    },
    ...(request.callbackUrl === ''
      ? {}
      : { callback: { url: request.callbackUrl, when: 'final' } }),
  })
}
