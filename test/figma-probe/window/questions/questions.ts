import type { Question } from '../../question.ts'
import { arrival } from './arrival.ts'
import { blobAddresses } from './blob-addresses.ts'
import { encoders } from './encoders.ts'
import { hosts } from './hosts.ts'
import { interFont } from './inter-font.ts'
import { keyboard } from './keyboard.ts'
import { origin } from './origin.ts'
import { secureContext } from './secure-context.ts'
import { stores } from './stores.ts'
import { theme } from './theme.ts'

/** Asked in the window, with nothing. */
export const questions: readonly Question<null>[] = [
  arrival,
  origin,
  secureContext,
  stores,
  blobAddresses,
  encoders,
  theme,
  interFont,
  keyboard,
  ...hosts,
]
