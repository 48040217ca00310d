/**
 * What a document has of a file, from the weakest to the strongest: nothing; one of its frames, or its
 * name and a source as it was; its mark, under another name (it was renamed, or is a duplicate).
 */
export const similarities = ['none', 'looks-alike', 'same-mark'] as const
export type Likeness = (typeof similarities)[number]
