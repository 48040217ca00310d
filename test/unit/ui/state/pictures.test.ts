import { expect, test } from 'vitest'
import { NodeId } from '../../../../contract/model/ids.ts'
import type { PluginClient } from '../../../../contract/protocol/client.ts'
import { createSelectedPictures } from '../../../../ui/state/pictures.ts'

const selectionOf = (...ids: string[]) => ({
  selected: ids.map((id) => ({ id: NodeId.parse(id), name: id, isSeen: true })),
})

test('what was edited is drawn again, though something else is selected right after it', () => {
  let tell: (now: ReturnType<typeof selectionOf>) => void = () => {}
  const plugin = {
    on: (_: string, listener: typeof tell) => {
      tell = listener
    },
  } as unknown as PluginClient
  let ring = () => {}
  const alarm = (_: number, act: () => void) => {
    ring = act
    return () => {
      ring = () => {}
    }
  }
  const pictures = createSelectedPictures(plugin, alarm, selectionOf('1:1', '1:2'))
  const before = pictures.peek()
  tell(selectionOf('1:1', '1:2'))
  // One of them stays selected, and its picture is the one from before the edit.
  tell(selectionOf('1:1'))
  ring()
  expect(pictures.peek()).not.toBe(before)
})
