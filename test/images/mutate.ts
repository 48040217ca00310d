import type { Size } from '../../contract/model/geometry.ts'
import { branded, declaring, type FileType, fileOf, followed } from './files.ts'

export interface Mutant {
  readonly name: string
  readonly bytes: Uint8Array
}

const types: readonly FileType[] = ['png', 'jpeg', 'gif', 'webp', 'avif', 'bmp']
const brands = ['mif1', 'msf1', 'miaf', 'avis', 'heic', '\0\0\0\0']
/** Headers are within this many bytes. */
const headBytes = 420

/** Makes endless mutants of small files: heads, cuts, tails, sizes, brands, and files run into another. */
export function createMutants(random: () => number): () => Mutant {
  const at = (length: number) => Math.floor(random() * length)
  const pick = <Item>(items: readonly [Item, ...Item[]]): Item =>
    items[at(items.length)] ?? items[0]
  const any = () => types[at(types.length)] ?? 'png'
  const files = new Map(types.map((type) => [type, fileOf(type)]))
  const originalOf = (type: FileType) => Buffer.from(files.get(type) ?? [])
  /** As often small as huge. */
  const side = () => Math.round(2 ** (random() * 17))

  const ways: Readonly<Record<string, (type: FileType) => Uint8Array>> = {
    whole: originalOf,
    head(type) {
      const file = originalOf(type)
      for (let count = at(3); count >= 0; count--)
        file[at(Math.min(headBytes, file.length))] = at(256)
      return file
    },
    body(type) {
      const file = originalOf(type)
      for (let count = at(5); count >= 0; count--) file[at(file.length)] = at(256)
      return file
    },
    size(type) {
      const size: Size = { width: side(), height: side() }
      const most = type === 'jpeg' || type === 'gif' ? 65_535 : 131_072
      return declaring(originalOf(type), type, {
        width: Math.min(most, size.width),
        height: Math.min(most, size.height),
      })
    },
    cut: (type) => originalOf(type).subarray(0, at(originalOf(type).length + 1)),
    end: (type) => originalOf(type).subarray(0, originalOf(type).length - at(24)),
    tail: (type) =>
      followed(
        originalOf(type),
        Buffer.alloc(1 + at(5_000), pick(['\0', 'a', '\xff\xd9', 'IEND'])),
      ),
    another: (type) => followed(originalOf(type), originalOf(any())),
    spliced(type) {
      const [one, other] = [originalOf(type), originalOf(any())]
      return Buffer.concat([one.subarray(0, at(one.length)), other.subarray(at(other.length))])
    },
    inserted(type) {
      const file = originalOf(type)
      const place = at(Math.min(headBytes, file.length))
      const added = Buffer.from(Array.from({ length: 1 + at(9) }, () => at(256)))
      return Buffer.concat([file.subarray(0, place), added, file.subarray(place)])
    },
    brand: () => branded(originalOf('avif'), brands[at(brands.length)] ?? 'mif1'),
  }
  const names = Object.keys(ways)
  return () => {
    const name = names[at(names.length)] ?? 'whole'
    const type = any()
    return { name: `${type}, ${name}`, bytes: new Uint8Array(ways[name]?.(type) ?? []) }
  }
}
