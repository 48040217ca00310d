import { JobId } from '../../../contract/model/ids.ts'
import { defaultSettings } from '../../../contract/model/client-storage/settings.ts'
import { createBody } from '../../../contract/hiapi/models/request-body.ts'
import { keyOf } from '../../../ui/engine/jobs/idempotency.ts'

/** A PNG of one pixel. */
export const dot =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

/** The bodies of so many POSTs, each with a prompt of its own. */
export function plainBodies(jobs: number): string[] {
  return Array.from({ length: jobs }, (_, index) =>
    createBody(
      {
        model: defaultSettings.model,
        prompt: `A bench ${String(index)}`,
        ratio: '1:1',
        resolution: '1K',
        callbackUrl: '',
        idempotencyKey: keyOf(JobId.parse('plain'), index),
      },
      [dot],
    ),
  )
}
