import type { Link } from '../../contract/protocol/commands.ts'

/** Which outside page each link of the window opens. */
export const addresses: Readonly<Record<Link, string>> = {
  'get-key': 'https://www.hiapi.ai/en',
  billing: 'https://www.hiapi.ai/en',
  docs: 'https://docs.hiapi.ai/models/image/gpt-image-2-image-to-image/',
}
