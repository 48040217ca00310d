import { readAnswer } from '../../ui/hiapi/answer.ts'
import { endpoint } from '../../ui/hiapi/endpoint.ts'
import { HiApiError } from '../../ui/hiapi/errors.ts'
import type { ProbeParts } from './parts.ts'
import { type Answer, request, textOf, type Unanswered } from './request.ts'

/** What a call of the API came to: data, an error that it stands for, or nothing. */
export type Called =
  (Answer & { readonly data: unknown }) | (Answer & { readonly error: HiApiError }) | Unanswered

/** Calls the API with the key. */
export async function call(
  parts: ProbeParts,
  path: string,
  post?: { readonly body: string; readonly idempotencyKey: string },
): Promise<Called> {
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
    const { status, headers } = answer
    return { ...answer, data: readAnswer(status, headers, textOf(answer), parts.clock.now()) }
  } catch (error) {
    if (error instanceof HiApiError) return { ...answer, error }
    throw error
  }
}

/** "400 (refused): “prompt is odd”" */
export function errorText({ status, error }: Answer & { readonly error: HiApiError }): string {
  const { words } = error.said
  return `${String(status)} (${error.kind})${words === null ? '' : `: “${words.slice(0, 300)}”`}`
}
