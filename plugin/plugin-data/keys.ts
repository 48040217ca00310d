/**
 * The plugin data keys that only the plugin half knows; `contract/model/plugin-data` has the others. Each
 * stands in `docs/review.md`.
 */

/** Marks a copy that is only made to be exported. */
export const temporaryKey = 'temp'

/** Marks a group of lines that shows a safe zone. */
export const guideKey = 'guide'

/**
 * Marks a variant's picture, with the ids of the variant and of the picture itself. A duplicate keeps its
 * original's ids, and is recognised by that.
 */
export const pictureKey = 'picture'

/** Marks a laid layer: a copy of a source's layer, over a picture. */
export const laidKey = 'live'

/** The note on a frame: what became of its text. */
export const textNoteKey = 'text'

/**
 * On a scrim: its variant's id, its own id, and a hash of its fills. On a variant: the scrim that it was given,
 * as JSON.
 */
export const scrimKey = 'scrim'

/** The id of the run that a section was made for. */
export const runKey = 'run'

/** The document's mark, and the document's name when it got the mark. */
export const fileKey = 'file'
export const fileNameKey = 'file-name'

/** On the document, with a designer's id behind it: the jobs whose pictures were placed. */
export const placedPrefix = 'placed-'
