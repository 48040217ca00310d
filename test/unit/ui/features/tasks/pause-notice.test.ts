import { describe, expect, it } from 'vitest'
import type { Notice } from '../../../../../ui/engine/engine.ts'
import type { FailureKind } from '../../../../../ui/engine/failures/failure.ts'
import { plain } from '../../../../../ui/engine/failures/classify-failure.ts'
import type { Job, JobState } from '../../../../../ui/engine/jobs/job.ts'
import { pauseOf } from '../../../../../ui/features/tasks/pause-notice.ts'

const paused = (kind: FailureKind, host: string | null = null): Notice => ({
  kind: 'paused',
  failure: { ...plain(kind, 'send-again'), host },
})

function job(name: 'waiting' | 'generating' | 'stopped' | 'done', sent = false): Job {
  const state: JobState = { name }
  // Nothing else of a job has a say in this.
  return { state, submission: { state: sent ? 'created' : 'unsent' } } as Job
}

describe('what is said of a halt', () => {
  it('is nothing while there is none', () => {
    expect(pauseOf(null, [job('waiting')], null)).toBe(null)
    expect(pauseOf({ kind: 'slowed', until: 1 }, [job('waiting')], null)).toBe(null)
  })

  it('tells what waits, and how it goes on', () => {
    expect(pauseOf(paused('out-of-balance'), [job('stopped'), job('waiting')], null)).toEqual({
      text: 'Out of HiAPI credit. Unsent pictures wait and cost nothing. Top up, then continue.',
      way: 'go-on',
      isOutOfBalance: true,
    })
  })

  it('sends nobody to HiAPI whose relay is out of balance', () => {
    expect(pauseOf(paused('out-of-balance'), [job('waiting')], 'balance')).toEqual({
      text: 'Out of HiAPI credit. Ask the relay’s owner to fix it.',
      way: 'go-on',
      isOutOfBalance: false,
    })
  })

  it('does not blame HiAPI where there is no key', () => {
    const of = (kind: FailureKind, hasKey: boolean) =>
      pauseOf(paused(kind), [job('generating', true)], null, hasKey)?.text
    const said = 'There is no API key. Add it in Settings. Restage then continues.'
    expect([of('unauthorised', false), of('relay-token', false)]).toEqual([said, said])
    expect(of('unauthorised', true)).not.toBe(said)
    expect(of('out-of-balance', false)).not.toBe(said)
  })

  it('promises no cost for what was sent', () => {
    expect(pauseOf(paused('forbidden'), [job('generating', true)], null)).toEqual({
      text: 'The API key may not use this model. Check the key’s permissions at HiAPI. Then press Continue.',
      way: 'go-on',
      isOutOfBalance: false,
    })
  })

  it('claims nothing of waiting once every job has come to an end', () => {
    expect(pauseOf(paused('out-of-balance'), [job('stopped'), job('done', true)], null)).toEqual({
      text: 'Out of HiAPI credit. Top up at HiAPI.',
      way: 'dismiss',
      isOutOfBalance: true,
    })
  })

  it('names no button that is not needed: a saved key goes on', () => {
    const said = pauseOf(paused('unauthorised'), [job('waiting')], null)
    expect(said?.text).toContain('Fix the key in Settings. Restage then continues.')
    expect(said?.text).not.toContain('Continue')
    expect(said?.way).toBe('go-on')
  })

  it('has no button offline, and says nothing when nobody waits', () => {
    const said = pauseOf(paused('offline'), [job('waiting')], null)
    expect(said?.text).toContain('Restage then continues.')
    expect(said?.way).toBe(null)
    expect(pauseOf(paused('offline'), [job('stopped')], null)).toBe(null)
  })

  it('says why a relay sends nothing, while something waits there; that pause ends by itself', () => {
    expect(pauseOf(null, [job('generating', true)], 'key')).toEqual({
      text: 'HiAPI does not accept the relay’s own key. Ask the relay’s owner to fix it.',
      way: null,
      isOutOfBalance: false,
    })
    expect(pauseOf(null, [job('done', true)], 'balance')).toBe(null)
    expect(pauseOf(null, [job('waiting')], 'a reason of a newer relay')?.text).toBe(
      'The relay sends nothing just now. Ask the relay’s owner to fix it.',
    )
    expect(pauseOf(paused('offline'), [job('waiting')], 'balance')?.text).toContain('offline')
  })

  it('says of a blocked host what it is and what to do, no more', () => {
    const notice = paused('picture-blocked', 'files.example.com')
    const text =
      'The picture is ready, but Figma blocks its host. The host is files.example.com. Report the host, and update Restage.'
    expect(pauseOf(notice, [job('waiting')], null)).toMatchObject({ text, way: 'go-on' })
    expect(pauseOf(notice, [job('stopped')], null)).toMatchObject({ text, way: 'dismiss' })
  })
})
