import common from './common.module.css'

interface Props {
  /** A whole sentence from a table of texts. */
  readonly text: string
  /** The word that becomes the link, as the table writes it. */
  readonly word: string
  /** Null if the link leads nowhere now: the sentence is plain then. */
  readonly act: (() => void) | null
}

/**
 * A sentence with one word as a link. The last mention is the link, because names from the document may
 * come before it. Its role is not button, so that only one button has that name.
 */
export function LinkedText({ text, word, act }: Props) {
  const at = text.lastIndexOf(word)
  if (at < 0 || act === null) return <>{text}</>
  return (
    <>
      {text.slice(0, at)}
      <button type="button" role="link" class={`${common.link} ${common.inText}`} onClick={act}>
        {word}
      </button>
      {text.slice(at + word.length)}
    </>
  )
}
