/** An object as the sandbox hands it over. */
export type Raw = Record<string, unknown>

export const isRaw = (value: unknown): value is Raw => typeof value === 'object' && value !== null

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
