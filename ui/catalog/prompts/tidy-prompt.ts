/** Line breaks as other programs write them; Figma has two of its own. */
const lineBreaks = /\r\n?|[\v\f\u0085\u2028\u2029]/g

/**
 * Invisible characters that no script needs: control characters, lone surrogates, soft hyphens, marks of
 * width, direction and annotation. Also "tag" letters, which are for machines and of use only in flags.
 * Joiners (U+200C, U+200D) stay: emoji and words of many scripts need them.
 */
const unseen =
  /(\u{1f3f4}[\u{e0020}-\u{e007e}]+\u{e007f})|[^\P{Cc}\t\n]|\p{Cs}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/**
 * A prompt, or a piece of one, without invisible characters: well-formed Unicode; tabs and line breaks
 * stay.
 */
export function tidyPrompt(text: string): string {
  return text.replace(lineBreaks, '\n').replace(unseen, '$1')
}
