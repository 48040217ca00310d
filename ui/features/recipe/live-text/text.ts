import type { ResponseOf } from '../../../../contract/protocol/procedures.ts'
import { counted, firstListed, isOne, join, listed } from '../../../formats/format.ts'
import { hardToReadText, textName } from '../../../formats/terms.ts'
import type { CheckedText } from '../../../state/text-checks.ts'

/** The words of live text in the recipe. */

export const refreshLabel = 'Refresh text'

/** What "Refresh text" has done: "3 texts updated. “Headline” kept: you edited it here." */
export function refreshedText({
  changed,
  kept,
  fontless,
  grown,
}: Pick<ResponseOf<'refreshText'>, 'changed' | 'kept' | 'fontless' | 'grown'>): string {
  const isAnyKept = kept.length + fontless.length > 0
  return join(
    counted(
      changed,
      '1 text updated.',
      '# texts updated.',
      isAnyKept ? 'No text updated.' : 'The source has no newer text.',
    ),
    namedText(kept, '# kept: you edited it here.', '# kept: you edited them here.'),
    namedText(
      fontless,
      '# kept: its font is missing here.',
      '# kept: their fonts are missing here.',
    ),
    namedText(
      grown,
      '# is larger now: check that it fits.',
      '# are larger now: check that they fit.',
    ),
  )
}

function namedText(all: readonly string[], one: string, many: string): string | null {
  const names = [...new Set(all.map(textName))]
  if (names.length === 0) return null
  return isOne(names.length)
    ? one.replace('#', () => listed(names))
    : many.replace('#', () => firstListed(names))
}

export const refreshHint = 'Takes over what changed in the text of the source. It costs nothing.'

/** How legible the text of a variant is; null if there is nothing to say. */
export function readableText({ hasScrim, hard, hardWithout }: CheckedText): string | null {
  const seen = hardToReadText(hasScrim ? hard : hardWithout)
  return hasScrim ? join(seen, scrimText) : seen
}

const scrimText = 'The layer “Scrim” helps the text stand out. Hide it if you don’t want it.'
