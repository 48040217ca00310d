import { expect, test, vi } from 'vitest'
import { createListeners } from '../../../../ui/lib/listeners.ts'

test('a listener that throws keeps nothing from the others', () => {
  const complaints = vi.spyOn(console, 'error').mockImplementation(() => {})
  const listeners = createListeners()
  const heard = vi.fn()
  listeners.subscribe(() => {
    throw new Error('a broken view')
  })
  listeners.subscribe(heard)
  const leave = listeners.subscribe(() => {
    throw new Error('it has left')
  })
  leave()
  listeners.notifyAll()
  expect(heard).toHaveBeenCalledTimes(1)
  expect(complaints).toHaveBeenCalledTimes(1)
  complaints.mockRestore()
})
