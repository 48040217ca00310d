import common from './common.module.css'

interface Props {
  /** A whole sentence from a table of texts. */
  readonly text: string
  /** The word in it that leads somewhere, as the table writes it. */
  readonly word: string
  /** Null where it leads nowhere now: the sentence is plain then. */
  readonly act: (() => void) | null
}

/**
 * A sentence that leads to what it names. The last mention is the link: before it there may be words of
 * other people's. To assistive technology it is a link, so that there is one button of that name.
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
