/** Whether every step is tried, as `ENDURE_ALL=1` asks, and not a sample of them. */
export const isAll = process.env['ENDURE_ALL'] === '1'

/** From one tried step to the next: a prime, so that the sample falls on steps of all kinds. */
export const stride = isAll ? 1 : 17
