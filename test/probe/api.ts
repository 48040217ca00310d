import { readAnswer } from '../../contract/hiapi/read-response.ts'
import { endpoint } from '../../contract/hiapi/endpoint.ts'
import { HiApiError } from '../../contract/hiapi/errors.ts'
import type { ProbeParts } from './parts.ts'
import { type Answer, request, textOf, type Unanswered } from './request.ts'

/** What a call of the API came to: data, an error that it stands for, or nothing. */
export type Called<Value> =
  | (Answer & { readonly data: Value })
  | (Answer & { readonly error: HiApiError })
  | Unanswered

/** Calls the API with the key, and reads the answer as the plugin does. */
export async function call<Value>(
  parts: ProbeParts,
  path: string,
  decode: (data: unknown, secrets: readonly string[]) => Value | null,
  post?: { readonly body: string; readonly idempotencyKey: string },
): Promise<Called<Value>> {
  const answer = await request(parts, endpoint(parts.apiAddress, path), {
    method: post === undefined ? 'GET' : 'POST',
    headers: {
      Authorization: `Bearer ${parts.apiKey}`,
      Accept: 'application/json',
      ...(post && { 'Content-Type': 'application/json', 'Idempotency-Key': post.idempotencyKey }),
    },
    ...(post && { body: post.body }),
    // A redirect could carry the key to another host.
    redirect: 'error',
  })
  if (!answer.answered) return answer
  try {
    const secrets = [parts.apiKey]
    const whole = { ...answer, text: textOf(answer) }
    const context = { now: parts.clock.now(), secrets }
    return { ...answer, data: readAnswer(whole, context, (data) => decode(data, secrets)) }
  } catch (error) {
    if (error instanceof HiApiError) return { ...answer, error }
    throw error
  }
}

/** "400 (refused): “prompt is odd”" */
export function errorText({ status, error }: Answer & { readonly error: HiApiError }): string {
  const { kind, words } = error
  return `${String(status)} (${kind})${words === null ? '' : `: “${words}”`}`
}
