/**
 * How far a document matches a file, weakest first. `looks-alike`: a frame of the file, or its name and
 * an unchanged source. `same-mark`: its mark under another name (a renamed file, or a duplicate).
 */
export const similarities = ['none', 'looks-alike', 'same-mark'] as const
export type Similarity = (typeof similarities)[number]
