import { models } from './contract.ts'

const policies = [
  { rule: { resolution: { match: '4K' } }, usd_value: 0.06 },
  { rule: { resolution: { match: '2K' }, input_urls: { with: true } }, usd_value: 0.04 },
]

/** The public price list, in the shape that HiAPI's own skill 0.5.0 reads. */
export const priceList = {
  data: [
    { model_name: 'another-model', base_usd_value: 1.2, base_display_unit: 'video' },
    ...models.map((model) => ({
      model_name: `${model}@ext`,
      base_usd_value: 0.11,
      base_display_unit: 'image',
    })),
    ...models.map((model) => ({
      model_name: model,
      base_usd_value: 0.03,
      base_display_unit: 'image',
      policies,
    })),
  ],
}
