import type { Link } from '../../contract/protocol/commands.ts'

export const addresses: Readonly<Record<Link, string>> = {
  'get-key': 'https://www.hiapi.ai/en',
  billing: 'https://www.hiapi.ai/en',
  docs: 'https://docs.hiapi.ai/models/image/gpt-image-2-image-to-image/',
}
