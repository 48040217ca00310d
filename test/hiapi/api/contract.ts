/**
 * What HiAPI documents, as data. Written from the contract and not from the product's own tables, so
 * that a slip in those is caught here instead of being repeated.
 */

export const models = ['gpt-image-2-image-to-image', 'gpt-image-2/image-to-image'] as const

const everywhere = ['1K', '2K', '4K'] as const

/** Which resolutions each ratio exists at. 1:1 at 4K is disputed: offered, and a fault can refuse it. */
export const cells: Readonly<Record<string, readonly string[]>> = {
  auto: ['1K'],
  '1:1': everywhere,
  '3:2': everywhere,
  '2:3': everywhere,
  '4:3': everywhere,
  '3:4': everywhere,
  '5:4': ['1K', '4K'],
  '4:5': ['1K', '4K'],
  '16:9': everywhere,
  '9:16': everywhere,
  '2:1': everywhere,
  '1:2': everywhere,
  '3:1': ['1K'],
  '1:3': ['1K'],
  '21:9': everywhere,
  '9:21': ['1K'],
}

export const resolutions: readonly string[] = everywhere
export const backgrounds: readonly string[] = ['auto', 'opaque', 'transparent']

export const promptLength = { min: 1, max: 20_000 }
export const references = { min: 1, max: 16 }
export const maxBodyBytes = 10_000_000
export const maxKeyBytes = 255
export const idempotencyMs = 24 * 3_600_000
export const outputLifetimeMs = 7 * 24 * 3_600_000
export const listSize = { default: 10, max: 100 }

/** Headers that a browser must be told it may send (`*` does not cover Authorization). */
export const requestHeaders = ['authorization', 'content-type', 'idempotency-key']
