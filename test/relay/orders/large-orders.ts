import { dataUri, type MemberClient, smallPicture } from '../support/member.ts'

/** So many orders, each with a picture of eight megabytes within it, all at once. */
export async function orderLarge(member: MemberClient, count: number): Promise<string[]> {
  const padding = Buffer.alloc(5_900_000, 7)
  return Promise.all(
    Array.from({ length: count }, (_, n) => {
      const picture = dataUri(Buffer.concat([smallPicture(n), padding]))
      return member.orderUntilTaken({ key: `large-${n}`, references: [picture] })
    }),
  )
}
