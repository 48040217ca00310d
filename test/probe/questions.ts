/** What HiAPI does not document, and one real key settles. In the order of the report. */
export const questions = {
  key: 'Does the API accept the key?',
  'preflight-create':
    'May a page without an origin send a create (authorization, content-type, idempotency-key)?',
  'preflight-read': 'May such a page ask for a task (authorization)?',
  'answers-readable': 'May it read the answers, and which of their headers?',
  'errors-readable': 'May it read the errors (here: a request without a key)?',
  'rate-limits': 'Which rate-limit headers come, and may a page read them?',
  pricing: 'Is the price list reachable, also from a page, and what does it say?',
  'old-name': 'Is the model known as gpt-image-2-image-to-image?',
  'new-name': 'Is the model known as gpt-image-2/image-to-image?',
  'data-uris': 'Are data URIs accepted as references?',
  'output-host': 'Which host serves the pictures?',
  'output-readable': 'May a page without an origin read them?',
  'picture-format': 'In which format and pixel size do they come?',
  lifetime: 'How long are they kept (expireAt − completed)?',
  duration: 'How long does a picture take?',
} as const
export type Question = keyof typeof questions

/** An answer in words, or why there is none. */
export type Found =
  | { readonly settled: true; readonly answer: string }
  | { readonly settled: false; readonly why: string }

/** A question that is missing was not come to. */
export type Findings = Readonly<Partial<Record<Question, Found>>>

export const settled = (answer: string): Found => ({ settled: true, answer })
export const unsettled = (why: string): Found => ({ settled: false, why })
