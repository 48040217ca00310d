import { gptImage2 } from '../../../contract/hiapi/models/gpt-image-2.ts'
import type { ImageModel } from '../../../contract/hiapi/models/model.ts'

/** A model that HiAPI does not have: its fields are called otherwise. */
export const otherModel: ImageModel = {
  ...gptImage2,
  name: 'other',
  spellings: [],
  references: { field: 'image_urls', most: 4 },
  tier: { field: 'quality', values: { '1K': 'low', '2K': 'medium', '4K': 'high' } },
}
